"""Reads a published page strictly: what is open is closed in its turn, or it is told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    def below(self) -> Iterator["Element"]:
        """All elements inside, in the order of the document."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.below()

    def having(self, name: str) -> list["Element"]:
        """Those inside that are of a class."""
        return [one for one in self.below() if name in one.classes]

    def tagged(self, *tags: str) -> list["Element"]:
        return [one for one in self.below() if one.tag in tags]

    def texts(self, leave_out: frozenset[str] = frozenset()) -> Iterator[str]:
        """The pieces of its text, without those of the classes or tags that are left out."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in leave_out and leave_out.isdisjoint(child.classes):
                yield from child.texts(leave_out)

    @property
    def text(self) -> str:
        """As a reader sees it: each run of white space is one space."""
        return " ".join("".join(self.texts()).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.slips: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if len(element.attributes) < len(attrs):
            self.slips.append(f"<{tag}> has an attribute twice")
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br />`; on another element than a void one the slash would mean nothing."""
        if tag not in VOID:
            self.slips.append(f"<{tag}/> closes nothing")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.slips.append(f"</{tag}> stands where </{self.open[-1].tag}> is due")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.slips.append(f"a comment: {data}")


@dataclass
class Page:
    """A published HTML file: `path` is its URL below the forum's, "boards/surgery/", "404.html" or
    "" for the home page. `slips` says what is wrong with its nesting.
    """

    path: str
    html: str
    root: Element
    slips: list[str]

    @cached_property
    def elements(self) -> list[Element]:
        return list(self.root.below())

    def tagged(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    def having(self, name: str) -> list[Element]:
        return [one for one in self.elements if name in one.classes]

    @cached_property
    def main(self) -> Element:
        return next(iter(self.tagged("main")), self.root)

    @cached_property
    def posts(self) -> list[Element]:
        return [one for one in self.having("post") if one.tag == "article"]

    @cached_property
    def ids(self) -> list[str]:
        return [one.get("id") for one in self.elements if "id" in one.attributes]

    def meta(self, name: str) -> list[str]:
        """The contents of `<meta name=…>`, `<meta property=…>` or `<meta http-equiv=…>`."""
        keys = ("name", "property", "http-equiv")
        found = [one for one in self.tagged("meta") if name in map(one.get, keys)]
        return [one.get("content") for one in found]

    def linked(self, relation: str) -> list[str]:
        """The addresses of `<link rel=…>`."""
        links = self.tagged("link")
        return [one.get("href") for one in links if relation in one.get("rel").split()]

    @property
    def is_redirect(self) -> bool:
        return bool(self.meta("refresh"))

    @cached_property
    def data(self) -> list[str]:
        """The source of each block of structured data."""
        blocks = self.tagged("script")
        return ["".join(one.texts()) for one in blocks if one.get("type") == "application/ld+json"]


def read_page(path: str, html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    still_open = [f"<{one.tag}> is never closed" for one in reader.open[1:]]
    return Page(path, html, reader.root, reader.slips + still_open)
