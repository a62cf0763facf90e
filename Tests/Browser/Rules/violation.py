"""A violation: a change to the sample, and the rule that must report it."""

import re
from dataclasses import dataclass

from page_kinds import Sample
from published_site import Site
from site_rules import file_of


@dataclass(frozen=True)
class Violation:
    """A change of one file. The first match of `old` becomes `new`. `file` is a path or the name of
    a sample page. Without `old` the file is created, without `new` it is deleted.
    """

    rule: str
    file: str
    old: str | None
    new: str | None

    def apply(self, site: Site, samples: dict[str, Sample]) -> Site:
        path = file_of(samples[self.file].path) if self.file in samples else self.file
        if self.new is None or self.old is None:
            return site.with_file(path, None if self.new is None else self.new.encode())
        before = site.files[path].decode("utf-8")
        after = re.sub(self.old, self.new, before, count=1, flags=re.DOTALL)
        assert after != before, f"no match of {self.old} in {path}"
        return site.with_file(path, after.encode("utf-8"))


def violations(rule: str, *changes: tuple[str, str | None, str | None]) -> list[Violation]:
    """Violations of one rule. Each change has file, old and new text."""
    return [Violation(rule, *change) for change in changes]
