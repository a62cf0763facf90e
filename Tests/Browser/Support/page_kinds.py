"""Sample pages: some pages of each kind, chosen by their content.

The kind of a page follows from its URL (section "URLs" of the content format). The required kinds
follow from the templates: each template that inherits from a layout makes pages.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parents[3] / "templates"

# The first pattern that matches the path of a page gives its kind. Redirects are recognised by
# their HTML, because an alias may be any path.
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
    """A published HTML page. `path` is relative to the URL of the forum: "boards/surgery/",
    "404.html", or "" for the home page.
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
        """Whether the page has elements with each of the classes."""
        return all(re.search(rf'class="[^"]*\b{name}(?![\w-])', self.html) for name in classes)

    @property
    def posts(self) -> list[int]:
        """The numbers of the posts in document order."""
        return [int(number) for number in re.findall(r'<article [^>]*\bid="post-(\d+)"', self.html)]


# Variants of a kind. Of several matching pages, the longest that is not yet a sample is chosen,
# because it shows most.
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
        # A thread as a reader prints it for an appointment.
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
    """A page that represents others of its kind."""

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
    """The kinds of pages in the theme: a template for pages inherits from a layout."""
    inherits = re.compile(r"\{\{\s*<")
    return {
        file.stem
        for file in templates.glob("*.mustache")
        if inherits.search(file.read_text("utf-8"))
    }


def samples_of(pages: list[Page]) -> list[Sample]:
    """The samples in the order of PATHS. `missing_samples` lists those that the folder lacks."""
    found: list[Sample] = []
    for kind in [*PATHS, "redirect"]:
        of_kind = [page for page in pages if page.kind == kind]
        for variant, matches in VARIANTS.get(kind, {"": lambda page: True}).items():
            taken = {sample.path for sample in found}
            fitting = [page for page in of_kind if matches(page)]
            if fitting:
                best = max(fitting, key=lambda page: (page.path not in taken, len(page.html)))
                found.append(Sample(kind, variant, best.path))
    return found


def missing_samples(samples: list[Sample], kinds: set[str]) -> list[str]:
    """Names of the kinds and variants without a sample page."""
    wanted = {
        Sample(kind, variant, "").name
        for kind in kinds
        for variant in VARIANTS.get(kind, {"": None})
    }
    return sorted(wanted - {sample.name for sample in samples})
