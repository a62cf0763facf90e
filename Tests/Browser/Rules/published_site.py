"""A published folder in memory, with the content that it was built from."""

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from content_reader import Content, Post, Thread
from html_reader import Element, Page, read_page
from page_kinds import url_path

FILE_LIST = ".forumgen/files"
# Removed first, because bytes.translate is fast.
ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Site:
    """`files` has the bytes by path, `pages` the HTML pages by URL, both relative to the folder."""

    content: Content
    day: date
    files: dict[str, bytes]
    pages: dict[str, Page]

    def with_file(self, path: str, text: bytes | None) -> "Site":
        """A copy with one file replaced, or removed if `text` is None."""
        files = {name: old for name, old in self.files.items() if name != path}
        pages = {url: page for url, page in self.pages.items() if url != url_path(Path(path))}
        if text is not None:
            files[path] = text
            pages |= pages_of({path: text})
        return replace(self, files=files, pages=pages)

    @cached_property
    def live_pages(self) -> list[Page]:
        """Pages that are neither redirects nor the 404 page."""
        others = self.pages.values()
        return [page for page in others if not page.is_redirect and page.path != "404.html"]

    def thread_pages(self) -> Iterator[tuple[Page, Thread]]:
        for thread in self.content.threads:
            for path in page_paths(thread.path, self.content.pages_of(thread)):
                if path in self.pages:
                    yield self.pages[path], thread

    @cached_property
    def shown_posts(self) -> list[tuple[Page, Element, Thread, Post]]:
        """Each post of each thread page, with its content. Another rule checks that none is
        missing.
        """
        return [
            (page, element, thread, thread.posts[number - 1])
            for page, thread in self.thread_pages()
            for element in page.posts
            if 0 < (number := number_of(element)) <= len(thread.posts)
        ]

    def posts_of_page(self, page: Page, thread: Thread) -> list[Post]:
        posts = thread.posts
        return [one for one in posts if self.content.page_of(thread, one.number) == page.path]

    def paginated_pages(self, path: str) -> list[Page]:
        """The pages of a list, up to the first gap."""
        pages: list[Page] = []
        while (next_path := page_paths(path, len(pages) + 1)[-1]) in self.pages:
            pages.append(self.pages[next_path])
        return pages

    def rows(self, path: str) -> list[str]:
        """The link targets of all rows of a list, relative to the URL of the forum."""
        pages = self.paginated_pages(path)
        heads = [row for page in pages for row in page.main.with_class("row-title")]
        links = [link for head in heads for link in head.with_tag("a")[:1]]
        return [unquote(link.get("href").removeprefix(self.content.mount)) for link in links]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each file as text, without JSON escapes, HTML entities and percent-encoding."""
        return {path: plain(raw.decode("utf-8", "replace")) for path, raw in self.files.items()}

    @cached_property
    def normalised_texts(self) -> dict[str, str]:
        """The letters and digits of all files, and of pages without their tags. They show a name
        whatever is between its words.
        """
        tags = re.compile(r"<[^>]*>")
        found = {path: normalise(text) for path, text in self.texts.items()}
        for page in self.pages.values():
            found[f"{page.path} (visible text)"] = normalise(plain(tags.sub("", page.html)))
        return found


def read_site(folder: Path, content: Content, day: date) -> Site:
    paths = (file for file in sorted(folder.rglob("*")) if file.is_file())
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in paths}
    return Site(content, day, files, pages_of(files))


def pages_of(files: dict[str, bytes]) -> dict[str, Page]:
    found = {url_path(Path(path)): raw for path, raw in files.items() if path.endswith(".html")}
    return {url: read_page(url, raw.decode("utf-8", "replace")) for url, raw in found.items()}


def page_paths(path: str, count: int) -> list[str]:
    return [path + (f"page/{number}/" if number > 1 else "") for number in range(1, count + 1)]


def number_of(post: Element) -> int:
    """The post number in the id of an article, or 0."""
    found = re.fullmatch(r"post-([1-9]\d*)", post.get("id"))
    return int(found[1]) if found else 0


def plain(text: str) -> str:
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    return unquote(html.unescape(unescaped))


def normalise(text: str) -> str:
    """Keeps letters and digits only, without case and accents."""
    brief = text.encode("utf-8", "replace").translate(None, ASCII_SIGNS).decode("utf-8")
    letters = unicodedata.normalize("NFKD", brief).casefold()
    return "".join(WORD.findall(re.sub("[\u0300-\u036f]+", "", letters)))


def structured_objects(page: Page) -> Iterator[dict[str, Any]]:
    """Yields all objects in the structured data of a page, nested ones too."""

    def inside(data: Any) -> Iterator[dict[str, Any]]:
        if isinstance(data, dict):
            yield data
        values = data.values() if isinstance(data, dict) else data
        for value in values if isinstance(data, dict | list) else []:
            yield from inside(value)

    for block in page.data:
        yield from inside(json.loads(block))
