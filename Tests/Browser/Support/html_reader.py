"""A strict HTML reader: it reports elements that are not nested correctly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


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

    def descendants(self) -> Iterator["Element"]:
        """Yields all descendants in document order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.descendants()

    def with_class(self, name: str) -> list["Element"]:
        """Returns the descendants with a class."""
        return [one for one in self.descendants() if name in one.classes]

    def with_tag(self, *tags: str) -> list["Element"]:
        return [one for one in self.descendants() if one.tag in tags]

    def texts(self, excluded: frozenset[str] = frozenset()) -> Iterator[str]:
        """Yields the text nodes, except below the excluded classes and tags."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in excluded and excluded.isdisjoint(child.classes):
                yield from child.texts(excluded)

    @property
    def text(self) -> str:
        """The text with collapsed white space."""
        return " ".join("".join(self.texts()).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.errors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if len(element.attributes) < len(attrs):
            self.errors.append(f"<{tag}> has an attribute twice")
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Accepts `<br />`. On other elements than void ones, HTML ignores the slash."""
        if tag not in VOID:
            self.errors.append(f"<{tag}/> closes nothing")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.errors.append(f"</{tag}> instead of </{self.open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.errors.append(f"comment in the page: {data}")


@dataclass
class Page:
    """A published HTML file. `path` is relative to the URL of the forum: "boards/surgery/",
    "404.html", or "" for the home page. `errors` has the nesting errors.
    """

    path: str
    html: str
    root: Element
    errors: list[str]

    @cached_property
    def elements(self) -> list[Element]:
        return list(self.root.descendants())

    def with_tag(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    def with_class(self, name: str) -> list[Element]:
        return [one for one in self.elements if name in one.classes]

    @cached_property
    def main(self) -> Element:
        return next(iter(self.with_tag("main")), self.root)

    @cached_property
    def posts(self) -> list[Element]:
        return [one for one in self.with_class("post") if one.tag == "article"]

    @cached_property
    def ids(self) -> list[str]:
        return [one.get("id") for one in self.elements if "id" in one.attributes]

    def meta(self, name: str) -> list[str]:
        """The contents of `<meta>` with this `name`, `property` or `http-equiv`."""
        keys = ("name", "property", "http-equiv")
        found = [one for one in self.with_tag("meta") if name in map(one.get, keys)]
        return [one.get("content") for one in found]

    def linked(self, relation: str) -> list[str]:
        """The targets of `<link>` with this `rel`."""
        links = self.with_tag("link")
        return [one.get("href") for one in links if relation in one.get("rel").split()]

    @property
    def is_redirect(self) -> bool:
        return bool(self.meta("refresh"))

    @cached_property
    def data(self) -> list[str]:
        """The source of each block of structured data."""
        blocks = self.with_tag("script")
        return ["".join(one.texts()) for one in blocks if one.get("type") == "application/ld+json"]


def read_page(path: str, html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    still_open = [f"<{one.tag}> is never closed" for one in reader.open[1:]]
    return Page(path, html, reader.root, reader.errors + still_open)
