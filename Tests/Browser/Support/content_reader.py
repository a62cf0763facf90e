"""A simple reader of content folders. The tests do not use the parser that they test."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml

Block = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """A post with its Markdown and front matter. The first post has that of the thread."""

    number: int
    block: Block
    body: str

    @property
    def author(self) -> str:
        return str(self.block["author"])

    @property
    def is_removed(self) -> bool:
        return "removed" in self.block


@dataclass(frozen=True)
class Board:
    slug: str
    block: Block
    body: str

    @property
    def path(self) -> str:
        return f"boards/{self.slug}/"

    @property
    def is_closed(self) -> bool:
        return self.block.get("closed") == "true"


@dataclass(frozen=True)
class Thread:
    board: Board
    slug: str
    posts: list[Post]

    @property
    def block(self) -> Block:
        return self.posts[0].block

    @property
    def title(self) -> str:
        return str(self.block["title"])

    @property
    def path(self) -> str:
        return f"{self.board.path}{self.slug}/"

    @property
    def is_closed(self) -> bool:
        return self.board.is_closed or self.block.get("status") == "closed"

    def subject_of(self, post: Post) -> str:
        default = self.title if post.number == 1 else f"Re: {self.title}"
        return post.block.get("subject") or default


@dataclass(frozen=True)
class Content:
    """A content folder. `url` is the URL of the forum, as given to the build."""

    folder: Path
    settings: Block
    url: str
    boards: list[Board]
    threads: list[Thread]
    pages: dict[str, Block]
    listed_members: list[Block]
    glossary: list[Block]

    @cached_property
    def mount(self) -> str:
        """The path of the forum's URL: "/" or "/forum/"."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    def number(self, key: str, default: int) -> int:
        return int(self.settings.get(key, default))

    @cached_property
    def former(self) -> dict[str, str]:
        """Former members: spelling by key."""
        former = [one["name"] for one in self.listed_members if one.get("former") == "true"]
        return {key_of(name): name for name in former}

    @cached_property
    def members(self) -> dict[str, str]:
        """Members with a page: spelling by key."""
        spellings = {key_of(one["name"]): one["name"] for one in self.listed_members}
        shown = [post for _, post in self.posts() if not post.is_removed]
        for post in sorted(shown, key=lambda post: self.moment(post.block["date"])):
            spellings.setdefault(key_of(post.author), post.author)
        return {key: name for key, name in spellings.items() if key not in self.former}

    @cached_property
    def roles(self) -> dict[str, Block]:
        """The roles of members by key."""
        of = self.settings.get("roles", {})
        holders = [one for one in self.listed_members if "role" in one and "former" not in one]
        return {key_of(one["name"]): of[one["role"]] for one in holders}

    @cached_property
    def tags(self) -> dict[str, Counter[str]]:
        """The number of uses of each spelling of a tag, by slug."""
        tags: dict[str, Counter[str]] = {}
        for thread in self.threads:
            for tag in thread.block.get("tags", []):
                tags.setdefault(url_slug(tag), Counter())[tag] += 1
        return tags

    @cached_property
    def by_path(self) -> dict[str, Thread]:
        return {thread.path: thread for thread in self.threads}

    @cached_property
    def post_count(self) -> int:
        return sum(not post.is_removed for _, post in self.posts())

    def posts(self) -> Iterator[tuple[Thread, Post]]:
        return ((thread, post) for thread in self.threads for post in thread.posts)

    def is_official(self, post: Post) -> bool:
        return self.roles.get(key_of(post.author), {}).get("official") == "true"

    def is_newest_first(self, board: Board) -> bool:
        order = board.block.get("post_order") or self.settings.get("post_order")
        return order == "newest-first"

    def pages_of(self, thread: Thread) -> int:
        return -(-len(thread.posts) // self.number("posts_per_page", 20))

    def page_of(self, thread: Thread, number: int) -> str:
        """The path of the page with a post."""
        page = (number - 1) // self.number("posts_per_page", 20) + 1
        return thread.path + (f"page/{page}/" if page > 1 else "")

    def moment(self, written: str) -> datetime:
        """The moment of a written date. A date without a time is 00:00. For a local time that is
        skipped or repeated, fold=0 is the offset before the change. The result has a fixed offset,
        because Python compares datetimes of one zone by their local times.
        """
        zone = ZoneInfo(self.settings.get("time_zone", "Europe/London"))
        read = datetime.fromisoformat(written)
        local = read.replace(tzinfo=zone) if read.tzinfo is None else read.astimezone(zone)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))

    def machine_date(self, written: str) -> str:
        """The `datetime` attribute: seconds and offset, or only the date if there is no time."""
        return written if len(written) == 10 else self.moment(written).isoformat("T", "seconds")


def key_of(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


@cache
def url_slug(name: str) -> str:
    """The slug of a member or a tag, by the section "URLs" of the content format."""
    key = key_of(name)
    kept = [
        sign if unicodedata.category(sign)[0] in "LM" or sign.isdigit() else " " for sign in key
    ]
    part = "-".join("".join(kept).split())
    if part.replace("-", " ") != key or len(part) > 60:
        part = f"{part[:60].strip('-')}~{sha256(key.encode()).hexdigest()[:8]}"
    return part


@cache
def read_content(folder: Path, url: str | None = None) -> Content:
    settings = load(folder / "forum.yml")
    board_files = folder.glob("boards/*/board.md")
    boards = [Board(file.parent.name, *read_front_matter(file)) for file in board_files]
    threads = [thread for board in boards for thread in read_threads(folder, board)]
    pages = {file.stem: read_front_matter(file)[0] for file in folder.glob("pages/*.md")}
    return Content(
        folder,
        settings,
        url or settings["url"],
        boards,
        threads,
        {block.get("slug", stem): block for stem, block in pages.items()},
        load(folder / "members.yml") or [],
        load(folder / "glossary.yml") or [],
    )


def read_threads(folder: Path, board: Board) -> Iterator[Thread]:
    for file in sorted((folder / "boards" / board.slug).rglob("*.md")):
        if file.name != "board.md" and not file.name.startswith(("_", ".")):
            posts = read_posts(file.read_text("utf-8-sig"))
            if posts[0].block.get("draft") != "true":
                yield Thread(board, posts[0].block.get("slug", file.stem), posts)


def read_posts(text: str) -> list[Post]:
    """Splits a thread file at the lines that begin a reply."""
    lines = text.replace("\r\n", "\n").split("\n")
    rules = [index for index, line in enumerate(lines) if line.rstrip(" \t") == "---"]
    posts: list[Post] = []
    starts = [rules[0]]
    for index in rules[1:]:
        closing = next(rule for rule in rules if rule > starts[-1])
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if index > closing and following.startswith("author:"):
            starts.append(index)
    for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), start=1):
        closing = next(rule for rule in rules if rule > start)
        block = parse_yaml("\n".join(lines[start + 1 : closing]))
        posts.append(Post(number, block, "\n".join(lines[closing + 1 : end])))
    return posts


def read_front_matter(file: Path) -> tuple[Block, str]:
    _, block, body = re.split(
        r"^---[ \t]*$\n?", file.read_text("utf-8-sig"), maxsplit=2, flags=re.MULTILINE
    )
    return parse_yaml(block), body


def load(file: Path) -> Any:
    return parse_yaml(file.read_text("utf-8")) if file.exists() else None


def parse_yaml(text: str) -> Any:
    """Parses YAML with all scalars as text, also `No` and `1984`."""
    return yaml.load(text, Loader=yaml.BaseLoader)
