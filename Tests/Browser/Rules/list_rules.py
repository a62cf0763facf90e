"""Rules for lists and feeds: they have all entries once, in order, and no others.

A rule takes a site and yields a message for each violation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.etree import ElementTree

from content_reader import Content, Post, Thread, key_of, url_slug
from html_reader import Element
from page_rules import counts
from post_rules import author_of
from published_site import Site, page_paths

ATOM = "{http://www.w3.org/2005/Atom}"
FEED_SIZE = 50
Scoped = list[tuple[Thread, Post]]


def home_page_shows_counts(site: Site) -> Iterator[str]:
    """The home page also shows the boards and the newest threads."""
    main = site.pages[""].main
    rows = [thread_of(site, row) for row in main.with_tag("li") if row.with_class("row-title")]
    listed = [start(site.content, thread) for thread in rows if thread]
    newest = sorted((start(site.content, one) for one in site.content.threads), reverse=True)
    if not listed or listed != newest[: len(listed)]:
        yield "not the newest threads on the home page"
    for _, words in counts(site.content):
        if not re.search(rf"(?<![\w.,]){re.escape(words)}\b", main.text):
            yield f"no '{words}' on the home page"
    links = {link.get("href").removeprefix(site.content.mount) for link in main.with_tag("a")}
    yield from (f"no {one.path}" for one in site.content.boards if one.path not in links)


def boards_list_their_threads(site: Site) -> Iterator[str]:
    """Pinned threads first, then by last activity or by start, each once. The link leads to the
    last page if the newest post is first.
    """
    for board in site.content.boards:
        threads = [one for one in site.content.threads if one.board is board]
        for path, moment in ((board.path, last_activity), (f"{board.path}started/", start)):
            rows = site.rows(path)
            listed = [site.content.by_path.get(first_page(row)) for row in rows]
            if Counter(id(one) for one in listed) != Counter(map(id, threads)):
                yield f"{path}: {len(listed)} rows for {len(threads)} threads"
                continue
            found = [(is_pinned(one), moment(site.content, one)) for one in listed if one]
            if found != sorted(found, reverse=True):
                yield f"{path}: not in order"
            is_newest_first = site.content.is_newest_first(board)
            for row, thread in zip(rows, filter(None, listed), strict=True):
                page = site.content.pages_of(thread) if is_newest_first else 1
                if row.partition("#")[0] != page_paths(thread.path, page)[-1]:
                    yield f"{path}: {row} is not page {page}"


def tags_list_their_threads(site: Site) -> Iterator[str]:
    found = site.rows("tags/")
    if Counter(found) != Counter(f"tags/{part}/" for part in site.content.tags):
        yield f"tags/: {len(found)} rows for {len(site.content.tags)} tags"
    for part, spellings in site.content.tags.items():
        wanted = Counter(
            thread.path
            for thread in site.content.threads
            if part in map(url_slug, thread.block.get("tags", []))
        )
        rows = Counter(map(first_page, site.rows(f"tags/{part}/")))
        if rows != wanted:
            yield f"tags/{part}/: {sorted((rows - wanted) + (wanted - rows))}"
        shown = min(spellings, key=lambda one: (-spellings[one], one))
        for page in site.paginated_pages(f"tags/{part}/"):
            if [one.text for one in page.with_tag("h1")] != [shown]:
                yield f"{page.path}: h1 is not '{shown}'"


def member_pages_list_posts(site: Site) -> Iterator[str]:
    content = site.content
    paths = {key: f"members/{url_slug(name)}/" for key, name in content.members.items()}
    if Counter(site.rows("members/")) != Counter(paths.values()):
        yield f"members/: {len(site.rows('members/'))} rows for {len(paths)} members"
    wanted: dict[str, Counter[str]] = {key: Counter() for key in paths}
    for thread, post in content.posts():
        if not post.is_removed and (key := key_of(post.author)) in wanted:
            wanted[key][f"{content.page_of(thread, post.number)}#post-{post.number}"] += 1
    for key, path in paths.items():
        if Counter(site.rows(path)) != wanted[key]:
            yield f"{path}: {len(site.rows(path))} rows for {wanted[key].total()} posts"
        for page in site.paginated_pages(path):
            if [one.text for one in page.with_tag("h1")] != [content.members[key]]:
                yield f"{page.path}: h1 is not the name alone"


def lists_count_replies(site: Site) -> Iterator[str]:
    """Removed replies are not counted."""
    for page in site.pages.values():
        for row in page.main.with_tag("li"):
            counted = re.search(r"(\d+) repl(?:y|ies)\b", row.text)
            thread = thread_of(site, row) if row.with_class("row-title") else None
            if counted and thread:
                replies = sum(not post.is_removed for post in thread.posts[1:])
                if int(counted[1]) != replies:
                    yield f"{page.path}: {counted[0]} of {thread.path} instead of {replies}"


def feeds_contain_newest_posts(site: Site) -> Iterator[str]:
    for path, posts in feeds(site.content):
        try:
            feed = ElementTree.fromstring(site.files.get(path, b""))
        except ElementTree.ParseError as error:
            yield f"{path}: {error}"
            continue
        entries = feed.findall(f"{ATOM}entry")
        published = [str(one.findtext(f"{ATOM}published")) for one in entries]
        newest = sorted(
            (site.content.moment(post.block["date"]) for _, post in posts), reverse=True
        )
        if [datetime.fromisoformat(one) for one in published] != newest[:FEED_SIZE]:
            yield f"{path}: not the newest {FEED_SIZE} of {len(newest)} posts, newest first"
        by_url = dict(posts_by_url(site.content, posts))
        for entry in entries:
            yield from (f"{path}: {fault}" for fault in entry_errors(entry, by_url, site.content))
    feeds_found = {path for path in site.files if path.endswith("feed.xml")}
    unexpected = feeds_found - {path for path, _ in feeds(site.content)}
    yield from (f"{path}: unexpected feed" for path in unexpected)


def first_page(path: str) -> str:
    """The path of a thread, from the path of one of its pages or posts."""
    return re.sub(r"(page/\d+/)?(#.*)?$", "", path)


def thread_of(site: Site, row: Element) -> Thread | None:
    """The thread of a list row."""
    links = [link for head in row.with_class("row-title")[:1] for link in head.with_tag("a")]
    paths = [first_page(link.get("href").removeprefix(site.content.mount)) for link in links]
    return next((site.content.by_path.get(path) for path in paths), None)


def is_pinned(thread: Thread) -> bool:
    return thread.block.get("pinned") == "true"


def start(content: Content, thread: Thread) -> datetime:
    return content.moment(thread.block["date"])


def last_activity(content: Content, thread: Thread) -> datetime:
    return max(content.moment(post.block["date"]) for post in thread.posts if not post.is_removed)


def feeds(content: Content) -> Iterator[tuple[str, Scoped]]:
    """Yields each feed path with the posts of the feed."""
    posts = [(thread, post) for thread, post in content.posts() if not post.is_removed]
    yield "feed.xml", posts
    for board in content.boards:
        yield f"{board.path}feed.xml", [one for one in posts if one[0].board is board]
    tagged: dict[str, Scoped] = {part: [] for part in content.tags}
    for thread, post in posts:
        for part in {url_slug(tag) for tag in thread.block.get("tags", [])}:
            tagged[part].append((thread, post))
    yield from ((f"tags/{part}/feed.xml", about) for part, about in tagged.items())


def posts_by_url(content: Content, posts: Scoped) -> Iterable[tuple[str, tuple[Thread, Post]]]:
    url = content.url.rstrip("/") + "/"
    for thread, post in posts:
        yield f"{url}{content.page_of(thread, post.number)}#post-{post.number}", (thread, post)


def entry_errors(
    entry: ElementTree.Element, by_url: dict[str, tuple[Thread, Post]], content: Content
) -> Iterator[str]:
    link = entry.find(f"{ATOM}link")
    address = link.get("href", "") if link is not None else ""
    if address not in by_url:
        yield f"an entry for '{address}'"
        return
    thread, post = by_url[address]
    wanted = (" ".join(thread.subject_of(post).split()), author_of(content, post)[0])
    found = (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}author/{ATOM}name"))
    if found != wanted:
        yield f"{address}: {found} instead of {wanted}"


LIST_RULES = (
    home_page_shows_counts,
    boards_list_their_threads,
    tags_list_their_threads,
    member_pages_list_posts,
    lists_count_replies,
    feeds_contain_newest_posts,
)
