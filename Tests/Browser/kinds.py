"""Which pages of the published sample stand for the rest: some of each kind, found by what the
folder holds.

Nothing here lists files. A page's kind follows from its URL (the contract's section "URLs"), the
kinds that there must be
from the templates: one that inherits from a layout makes pages, the others are parts of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# The first that fits a page's path below the forum's URL; "redirect" is told by its text, for an
# alias may be any path.
PATHS = {
    "home": r"",
    "not-found": r"404\.html",
    "members": r"members/(page/\d+/)?",
    "member": r"members/[^/]+/(page/\d+/)?",
    "tags": r"tags/(page/\d+/)?",
    "tag": r"tags/[^/]+/(page/\d+/)?",
    "glossary": r"glossary/",
    "search": r"search/",
    "loads": r"loads/",
    "board": r"boards/[^/]+/(started/)?(page/\d+/)?",
    "thread": r"boards/[^/]+/[^/]+/(page/\d+/)?",
    "page": r"[^/]+/",
}


@dataclass(frozen=True)
class Page:
    """A published HTML page: `path` is its URL below the forum's, "boards/surgery/" or "404.html";
    "" is the home page.
    """

    path: str
    html: str

    @property
    def kind(self) -> str | None:
        if '<meta http-equiv="refresh"' in self.html:
            return "redirect"
        return next((kind for kind, path in PATHS.items() if re.fullmatch(path, self.path)), None)

    @property
    def is_first(self) -> bool:
        return "/page/" not in self.path

    def shows(self, *classes: str) -> bool:
        """Whether some element has each of the classes that the contract names."""
        return all(re.search(rf'class="[^"]*\b{name}(?![\w-])', self.html) for name in classes)

    @property
    def posts(self) -> list[int]:
        """The numbers of the posts, in the order in which they are shown."""
        return [int(number) for number in re.findall(r'<article [^>]*\bid="post-(\d+)"', self.html)]


# What a kind can look like. Where several pages fit, the longest is taken that stands for nothing
# else: it shows most.
VARIANTS: dict[str, dict[str, Callable[[Page], bool]]] = {
    "board": {
        "first": lambda page: page.is_first and "/started/" not in page.path,
        "page-2": lambda page: page.path.endswith("/page/2/") and "/started/" not in page.path,
        "started": lambda page: page.path.endswith("/started/"),
        "notice": lambda page: page.is_first and page.shows("notice"),
    },
    "thread": {
        "plain": lambda page: (
            page.is_first
            and not any(
                page.shows(name)
                for name in ("post-official", "thread-closed", "content-note", "post-removed")
            )
        ),
        # A question and its answer, as somebody would print it for an appointment.
        "official": lambda page: page.shows("post-official") and len(page.posts) < 6,
        "accepted": lambda page: page.shows("post-accepted"),
        "outdated": lambda page: page.shows("post-outdated"),
        "closed": lambda page: page.shows("thread-closed"),
        "content-note": lambda page: page.shows("content-note"),
        "removed": lambda page: page.shows("post-removed"),
        "newest-first": lambda page: (
            len(page.posts) > 1 and page.posts == sorted(page.posts, reverse=True)
        ),
        "page-2": lambda page: page.path.endswith("/page/2/"),
        "twenty-posts": lambda page: len(page.posts) == 20,
    },
    "member": {
        "plain": lambda page: page.is_first and not page.shows("role"),
        "role": lambda page: page.is_first and page.shows("role"),
    },
}


@dataclass(frozen=True)
class Sample:
    """A page that stands for others of its kind."""

    kind: str
    variant: str
    path: str

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.variant}" if self.variant else self.kind


def read_pages(folder: Path) -> list[Page]:
    """All HTML pages of a published folder, sorted by path."""
    files = sorted(folder.rglob("*.html"))
    return [Page(url_path(file.relative_to(folder)), file.read_text("utf-8")) for file in files]


def url_path(file: Path) -> str:
    return file.as_posix().removesuffix("index.html")


def kinds_of_templates(templates: Path) -> set[str]:
    """The kinds of pages that the theme makes: a template of a page inherits from a layout."""
    inherits = re.compile(r"\{\{\s*<")
    return {
        file.stem
        for file in templates.glob("*.mustache")
        if inherits.search(file.read_text("utf-8"))
    }


def samples_of(pages: list[Page]) -> list[Sample]:
    """The samples that the folder has, in the order of PATHS. `missing_samples` tells what it
    lacks.
    """
    found: list[Sample] = []
    for kind in [*PATHS, "redirect"]:
        of_kind = [page for page in pages if page.kind == kind]
        for variant, fits in VARIANTS.get(kind, {"": lambda page: True}).items():
            taken = {sample.path for sample in found}
            fitting = [page for page in of_kind if fits(page)]
            if fitting:
                best = max(fitting, key=lambda page: (page.path not in taken, len(page.html)))
                found.append(Sample(kind, variant, best.path))
    return found


def missing_samples(samples: list[Sample], kinds: set[str]) -> list[str]:
    """What ought to be looked at in a browser and has no page in the sample."""
    wanted = {
        Sample(kind, variant, "").name
        for kind in kinds
        for variant in VARIANTS.get(kind, {"": None})
    }
    return sorted(wanted - {sample.name for sample in samples})
