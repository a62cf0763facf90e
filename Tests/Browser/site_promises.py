"""What the published folder promises as a whole: which URLs there are, that links lead somewhere,
that lists, feeds and the sitemap hold what they should and nothing else.

A promise takes a site and gives a sentence for each breach.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from authored import Content, Post, Thread, halves, key_of, part_of_url
from conftest import TEMPLATES
from forgotten import former_members_are_forgotten
from kinds import kinds_of_templates
from page_promises import counts, is_inside, target_of
from post_promises import author_of, plain_text
from published import OWN_FILES, Site, paths_of, plain, squeeze
from reading import Element, Page

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FEED_SIZE = 50
Scoped = list[tuple[Thread, Post]]


def every_url_is_there_and_no_other(site: Site) -> Iterator[str]:
    content = site.content
    wanted = {"", "404.html", "members/", "tags/", "loads/", "glossary/", *aliases(content)}
    wanted |= {"search/"} & {f"{kind}/" for kind in kinds_of_templates(TEMPLATES)}
    wanted |= {f"{slug}/" for slug in content.pages}
    wanted |= {f"members/{part_of_url(name)}/" for name in content.members.values()}
    wanted |= {f"tags/{part}/" for part in content.tags}
    for board in content.boards:
        wanted |= {board.path, f"{board.path}started/"}
    for thread in content.threads:
        wanted |= set(paths_of(thread.path, content.pages_of(thread)))
    lists = [path for path in wanted if path.startswith(("boards/", "members/", "tags/"))]
    behind = {page.path for path in lists if path not in content.by_path for page in site.chain(path)}
    yield from (f"{path}: not there" for path in sorted(wanted - site.pages.keys()))
    yield from (f"{path}: nobody's" for path in sorted(site.pages.keys() - wanted - behind))


def aliases_lead_to_their_pages(site: Site) -> Iterator[str]:
    for alias, path in aliases(site.content).items():
        page = site.pages.get(alias)
        if page is None or not page.is_redirect:
            yield f"{alias}: no redirect"
        elif unquote(target_of(page, site.content)) != path:
            yield f"{alias}: leads to {target_of(page, site.content)}"
    redirects = {page.path for page in site.pages.values() if page.is_redirect}
    yield from (f"{path}: nobody's alias" for path in sorted(redirects - aliases(site.content).keys()))


def every_link_inside_leads_somewhere(site: Site) -> Iterator[str]:
    ids = {path: set(page.ids) for path, page in site.pages.items()}
    for page in site.pages.values():
        for address in {*addresses_of(page)}:
            parts = urlsplit(address)
            if parts.scheme or not address:
                if not address or parts.scheme not in ("http", "https", "mailto", "tel"):
                    yield f"{page.path}: a link to '{address}'"
                continue
            path = page.path
            if parts.path or parts.netloc:
                if not is_inside(address, site.content):
                    yield f"{page.path}: {address} is not root-relative"
                    continue
                path = unquote(parts.path).removeprefix(site.content.mount)
            if file_of(path) not in site.files:
                yield f"{page.path}: nothing at {address}"
            elif parts.fragment and unquote(parts.fragment) not in ids.get(path, ()):
                yield f"{page.path}: nothing of that id at {address}"


def a_thread_shows_its_title_tags_and_state(site: Site) -> Iterator[str]:
    for page, thread in site.thread_pages():
        if [one.text for one in page.tagged("h1")] != [" ".join(thread.title.split())]:
            yield f"{page.path}: h1 is not '{thread.title}'"
        if bool(page.having("thread-closed")) != thread.is_closed:
            yield f"{page.path}: thread-closed is {not thread.is_closed}"
        links = [unquote(link.get("href")) for link in page.main.tagged("a")]
        parts = {part_of_url(tag) for tag in thread.block.get("tags", [])}
        wanted = {f"{site.content.mount}tags/{part}/" for part in parts}
        if {link for link in links if "/tags/" in link} != wanted:
            yield f"{page.path}: tags are not {sorted(wanted)}"


def a_thread_links_its_answer_from_the_top(site: Site) -> Iterator[str]:
    for page, thread in site.thread_pages():
        top = page.html.partition("<article")[0]
        for post in thread.posts:
            if post.block.get("accepted") == "true" and page.path == thread.path:
                path = site.content.page_of(thread, post.number)
                if f'href="{site.content.mount}{path}#post-{post.number}"' not in top:
                    yield f"{page.path}: no link to post {post.number} above the posts"


def a_board_shows_its_disclaimer_with_each_thread(site: Site) -> Iterator[str]:
    """In full above the posts, and linked below them."""
    for page, thread in site.thread_pages():
        source = thread.board.block.get("disclaimer")
        if not source:
            continue
        block, body = halves(site.content.folder / source)
        above, _, below = page.html.partition("<article")
        if squeeze(plain_text(body)) not in squeeze(plain(re.sub(r"<[^>]*>", "", above))):
            yield f"{page.path}: the board's disclaimer is not above the posts"
        path = f"{block.get('slug', Path(source).stem)}/"
        if f'href="{site.content.mount}{path}"' not in below.rpartition("</article>")[2]:
            yield f"{page.path}: the board's disclaimer is not linked below the posts"


def lists_count_replies(site: Site) -> Iterator[str]:
    """Removed ones are in no count."""
    for page in site.pages.values():
        for row in page.main.tagged("li"):
            counted = re.search(r"(\d+) repl(?:y|ies)\b", row.text)
            thread = thread_of(site, row) if row.having("row-title") else None
            if counted and thread:
                replies = sum(not post.is_removed for post in thread.posts[1:])
                if int(counted[1]) != replies:
                    yield f"{page.path}: {counted[0]} of {thread.path} instead of {replies}"


def the_glossary_has_its_terms(site: Site) -> Iterator[str]:
    text = site.pages["glossary/"].main.text
    for one in site.content.glossary:
        for words in [one["term"], one["means"], *one.get("also", [])]:
            if " ".join(words.split()) not in text:
                yield f"no '{words}'"


def no_file_holds_the_day_of_its_build(site: Site) -> Iterator[str]:
    day = site.day
    for spelling in (day.isoformat(), f"{day.day} {day:%B} {day.year}"):
        written = any(spelling[:10] in post.block["date"] for _, post in site.content.posts())
        found = [path for path, raw in site.files.items() if spelling.encode() in raw]
        yield from (f"{path}: {spelling}" for path in found if not written)


def the_home_page_counts(site: Site) -> Iterator[str]:
    """And it shows the boards, and the threads that were started last."""
    main = site.pages[""].main
    rows = [thread_of(site, row) for row in main.tagged("li") if row.having("row-title")]
    listed = [start(site.content, thread) for thread in rows if thread]
    newest = sorted((start(site.content, one) for one in site.content.threads), reverse=True)
    if not listed or listed != newest[: len(listed)]:
        yield "not the newest threads on the home page"
    for _, words in counts(site.content):
        if not re.search(rf"(?<![\w.,]){re.escape(words)}\b", main.text):
            yield f"no '{words}' on the home page"
    links = {link.get("href").removeprefix(site.content.mount) for link in main.tagged("a")}
    yield from (f"no {one.path}" for one in site.content.boards if one.path not in links)


def boards_list_their_threads(site: Site) -> Iterator[str]:
    """Pinned ones first, then by last activity or by start, each once; to the last page where the
    newest post is first.
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
            yield from (f"{path}: not in order" for _ in [0] if found != sorted(found, reverse=True))
            is_newest_first = site.content.is_newest_first(board)
            for row, thread in zip(rows, filter(None, listed)):
                page = site.content.pages_of(thread) if is_newest_first else 1
                if row.partition("#")[0] != paths_of(thread.path, page)[-1]:
                    yield f"{path}: {row} is not page {page}"


def tags_list_their_threads(site: Site) -> Iterator[str]:
    found = site.rows("tags/")
    if Counter(found) != Counter(f"tags/{part}/" for part in site.content.tags):
        yield f"tags/: {len(found)} rows for {len(site.content.tags)} tags"
    for part, spellings in site.content.tags.items():
        wanted = Counter(
            thread.path
            for thread in site.content.threads
            if part in map(part_of_url, thread.block.get("tags", []))
        )
        rows = Counter(map(first_page, site.rows(f"tags/{part}/")))
        if rows != wanted:
            yield f"tags/{part}/: {sorted((rows - wanted) + (wanted - rows))}"
        shown = min(spellings, key=lambda one: (-spellings[one], one))
        for page in site.chain(f"tags/{part}/"):
            if [one.text for one in page.tagged("h1")] != [shown]:
                yield f"{page.path}: h1 is not '{shown}'"


def members_have_their_posts(site: Site) -> Iterator[str]:
    content = site.content
    paths = {key: f"members/{part_of_url(name)}/" for key, name in content.members.items()}
    if Counter(site.rows("members/")) != Counter(paths.values()):
        yield f"members/: {len(site.rows('members/'))} rows for {len(paths)} members"
    wanted: dict[str, Counter[str]] = {key: Counter() for key in paths}
    for thread, post in content.posts():
        if not post.is_removed and (key := key_of(post.author)) in wanted:
            wanted[key][f"{content.page_of(thread, post.number)}#post-{post.number}"] += 1
    for key, path in paths.items():
        if Counter(site.rows(path)) != wanted[key]:
            yield f"{path}: {len(site.rows(path))} rows for {wanted[key].total()} posts"
        for page in site.chain(path):
            if [one.text for one in page.tagged("h1")] != [content.members[key]]:
                yield f"{page.path}: h1 is not the name alone"


def feeds_hold_the_newest_posts(site: Site) -> Iterator[str]:
    for path, posts in feeds(site.content):
        try:
            feed = ElementTree.fromstring(site.files.get(path, b""))
        except ElementTree.ParseError as error:
            yield f"{path}: {error}"
            continue
        entries = feed.findall(f"{ATOM}entry")
        told = [str(one.findtext(f"{ATOM}published")) for one in entries]
        newest = sorted((site.content.moment(post.block["date"]) for _, post in posts), reverse=True)
        if [datetime.fromisoformat(one) for one in told] != newest[:FEED_SIZE]:
            yield f"{path}: not the newest {FEED_SIZE} of {len(newest)} posts, newest first"
        by_url = dict(addressed(site.content, posts))
        for entry in entries:
            yield from (f"{path}: {fault}" for fault in faults_of(entry, by_url, site.content))
    feeds_found = {path for path in site.files if path.endswith("feed.xml")}
    yield from (f"{path}: nobody's" for path in feeds_found - {path for path, _ in feeds(site.content)})


def the_sitemap_lists_the_canonical_urls(site: Site) -> Iterator[str]:
    root = ElementTree.fromstring(site.files["sitemap.xml"])
    found = Counter(unquote(str(one.text)) for one in root.iter(f"{SITEMAP}loc"))
    wanted = Counter(unquote(url) for page in site.live_pages for url in page.linked("canonical"))
    different = (found - wanted) + (wanted - found)
    yield from (f"sitemap.xml: {url} {found[url]} times" for url in sorted(different))
    address = f"Sitemap: {site.content.url.rstrip('/')}/sitemap.xml"
    if address not in site.files["robots.txt"].decode().splitlines():
        yield f"robots.txt: no '{address}'"


def its_own_list_names_its_files(site: Site) -> Iterator[str]:
    listed = site.files[OWN_FILES].decode("utf-8").splitlines()
    if listed != sorted(listed, key=str.encode):
        yield "the list is not sorted"
    different = Counter(listed)
    different.subtract(path for path in site.files if path != OWN_FILES)
    yield from (f"{path}: listed {1 + by} times" for path, by in different.items() if by)


def static_files_are_copied(site: Site) -> Iterator[str]:
    folder = site.content.folder
    files = [file for file in folder.glob("static/**/*") if file.is_file()]
    for file in files:
        if site.files.get(file.relative_to(folder).as_posix()) != file.read_bytes():
            yield f"{file.relative_to(folder)}: not as it is in the content"
    copies = [path for path in site.files if path.startswith("static/")]
    if len(copies) != len(files):
        yield f"{len(copies)} static files for {len(files)}"


def style_sheets_load_nothing_from_elsewhere(site: Site) -> Iterator[str]:
    for path, raw in site.files.items():
        if Path(path).suffix in (".css", ".svg"):
            text = raw.decode("utf-8").replace("http://www.w3.org/", "")
            found = re.findall(r"@import|(?:data|blob|https?):|url\(\s*['\"]?//", text)
            yield from (f"{path}: {one}" for one in found)


def aliases(content: Content) -> dict[str, str]:
    """Where each earlier path leads."""
    owners = [(one.block, one.path) for one in content.boards + content.threads]
    owners += [(block, f"{slug}/") for slug, block in content.pages.items()]
    return {
        alias.strip("/") + "/": path for block, path in owners for alias in block.get("aliases", [])
    }


def addresses_of(page: Page) -> Iterator[str]:
    """All that a page links to or loads, but for what is absolute by rule."""
    for one in page.elements:
        for name in ("href", "src", "action"):
            if name in one.attributes and one.get("rel") != "canonical":
                yield one.get(name)


def file_of(path: str) -> str:
    return path + "index.html" if path == "" or path.endswith("/") else path


def first_page(path: str) -> str:
    """Of a thread, by a path to some page or post of it."""
    return re.sub(r"(page/\d+/)?(#.*)?$", "", path)


def thread_of(site: Site, row: Element) -> Thread | None:
    """Which thread a list's row is about."""
    links = [link for head in row.having("row-title")[:1] for link in head.tagged("a")]
    paths = [first_page(link.get("href").removeprefix(site.content.mount)) for link in links]
    return next((site.content.by_path.get(path) for path in paths), None)


def is_pinned(thread: Thread) -> bool:
    return thread.block.get("pinned") == "true"


def start(content: Content, thread: Thread) -> datetime:
    return content.moment(thread.block["date"])


def last_activity(content: Content, thread: Thread) -> datetime:
    return max(content.moment(post.block["date"]) for post in thread.posts if not post.is_removed)


def feeds(content: Content) -> Iterator[tuple[str, Scoped]]:
    """Each feed with the posts that it is about."""
    posts = [(thread, post) for thread, post in content.posts() if not post.is_removed]
    yield "feed.xml", posts
    for board in content.boards:
        yield f"{board.path}feed.xml", [one for one in posts if one[0].board is board]
    tagged: dict[str, Scoped] = {part: [] for part in content.tags}
    for thread, post in posts:
        for part in {part_of_url(tag) for tag in thread.block.get("tags", [])}:
            tagged[part].append((thread, post))
    yield from ((f"tags/{part}/feed.xml", about) for part, about in tagged.items())


def addressed(content: Content, posts: Scoped) -> Iterable[tuple[str, tuple[Thread, Post]]]:
    url = content.url.rstrip("/") + "/"
    for thread, post in posts:
        yield f"{url}{content.page_of(thread, post.number)}#post-{post.number}", (thread, post)


def faults_of(
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


SITE_PROMISES = (
    every_url_is_there_and_no_other,
    aliases_lead_to_their_pages,
    every_link_inside_leads_somewhere,
    a_thread_shows_its_title_tags_and_state,
    a_thread_links_its_answer_from_the_top,
    the_home_page_counts,
    a_board_shows_its_disclaimer_with_each_thread,
    lists_count_replies,
    the_glossary_has_its_terms,
    no_file_holds_the_day_of_its_build,
    boards_list_their_threads,
    tags_list_their_threads,
    members_have_their_posts,
    feeds_hold_the_newest_posts,
    the_sitemap_lists_the_canonical_urls,
    its_own_list_names_its_files,
    static_files_are_copied,
    style_sheets_load_nothing_from_elsewhere,
    former_members_are_forgotten,
)
