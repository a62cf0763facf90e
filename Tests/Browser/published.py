"""A published folder, each file of it read once, beside the content that it was made of."""

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

from authored import Content, Post, Thread
from kinds import url_path
from reading import Element, Page, read_page

OWN_FILES = ".forumgen/files"
# Quick to leave out, and most of what is no letter.
ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Site:
    """`files` holds bytes by path below the folder, `pages` what is HTML, by its URL."""

    content: Content
    day: date
    files: dict[str, bytes]
    pages: dict[str, Page]

    def with_file(self, path: str, text: bytes | None) -> "Site":
        """The same with one file put in another's place, or taken away."""
        files = {name: old for name, old in self.files.items() if name != path}
        pages = {url: page for url, page in self.pages.items() if url != url_path(Path(path))}
        if text is not None:
            files[path] = text
            pages |= pages_of({path: text})
        return replace(self, files=files, pages=pages)

    @cached_property
    def live_pages(self) -> list[Page]:
        """Those that are neither redirects nor the one that says that nothing is here."""
        others = self.pages.values()
        return [page for page in others if not page.is_redirect and page.path != "404.html"]

    def thread_pages(self) -> Iterator[tuple[Page, Thread]]:
        for thread in self.content.threads:
            for path in paths_of(thread.path, self.content.pages_of(thread)):
                if path in self.pages:
                    yield self.pages[path], thread

    @cached_property
    def shown_posts(self) -> list[tuple[Page, Element, Thread, Post]]:
        """Each post of each thread's page with what its author wrote. (That all of them are there
        is a promise of its own.)
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

    def chain(self, path: str) -> list[Page]:
        """A list's first page and those behind it, as far as they follow on each other."""
        pages: list[Page] = []
        while (next_path := paths_of(path, len(pages) + 1)[-1]) in self.pages:
            pages.append(self.pages[next_path])
        return pages

    def rows(self, path: str) -> list[str]:
        """The addresses of a list's rows over all its pages, below the forum's URL."""
        heads = [row for page in self.chain(path) for row in page.main.having("row-title")]
        links = [link for head in heads for link in head.tagged("a")[:1]]
        return [unquote(link.get("href").removeprefix(self.content.mount)) for link in links]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each file that is text, without what disguises a letter: JSON's and HTML's escapes,
        percent-encoding.
        """
        return {path: plain(raw.decode("utf-8", "replace")) for path, raw in self.files.items()}

    @cached_property
    def squeezed(self) -> dict[str, str]:
        """Letters and digits only, of files as they are, and of pages without their tags too: by
        them a name is found whatever stands between its words.
        """
        tags = re.compile(r"<[^>]*>")
        found = {path: squeeze(text) for path, text in self.texts.items()}
        for page in self.pages.values():
            found[f"{page.path} (as it is read)"] = squeeze(plain(tags.sub("", page.html)))
        return found


def read_site(folder: Path, content: Content, day: date) -> Site:
    paths = (file for file in sorted(folder.rglob("*")) if file.is_file())
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in paths}
    return Site(content, day, files, pages_of(files))


def pages_of(files: dict[str, bytes]) -> dict[str, Page]:
    found = {url_path(Path(path)): raw for path, raw in files.items() if path.endswith(".html")}
    return {url: read_page(url, raw.decode("utf-8", "replace")) for url, raw in found.items()}


def paths_of(path: str, count: int) -> list[str]:
    return [path + (f"page/{number}/" if number > 1 else "") for number in range(1, count + 1)]


def number_of(post: Element) -> int:
    """Of the post that an article says it is; 0 when it says none."""
    found = re.fullmatch(r"post-([1-9]\d*)", post.get("id"))
    return int(found[1]) if found else 0


def plain(text: str) -> str:
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    return unquote(html.unescape(unescaped))


def squeeze(text: str) -> str:
    """Letters and digits only, without case and accents."""
    brief = text.encode("utf-8", "replace").translate(None, ASCII_SIGNS).decode("utf-8")
    letters = unicodedata.normalize("NFKD", brief).casefold()
    return "".join(WORD.findall(re.sub("[\u0300-\u036f]+", "", letters)))


def objects_of(page: Page) -> Iterator[dict[str, Any]]:
    """All objects in a page's structured data, inner ones too."""

    def inside(data: Any) -> Iterator[dict[str, Any]]:
        if isinstance(data, dict):
            yield data
        values = data.values() if isinstance(data, dict) else data
        for value in values if isinstance(data, dict | list) else []:
            yield from inside(value)

    for block in page.data:
        yield from inside(json.loads(block))
