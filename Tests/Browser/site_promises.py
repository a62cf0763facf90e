"""What the published folder promises as a whole: which URLs there are, that links lead somewhere,
that the sitemap and its own list name what is there.

A promise takes a site and gives a sentence for each breach.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from authored import Content, halves, part_of_url
from conftest import TEMPLATES
from forgotten import former_members_are_forgotten
from kinds import kinds_of_templates
from page_promises import is_inside, target_of
from post_promises import plain_text
from published import OWN_FILES, Site, paths_of, plain, squeeze
from reading import Page

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def every_url_is_there_and_no_other(site: Site) -> Iterator[str]:
    content = site.content
    wanted = {"", "404.html", "members/", "tags/", "loads/", "glossary/", *aliases(content)}
    wanted |= {"search/"} & {f"{kind}/" for kind in kinds_of_templates(TEMPLATES)}
    wanted |= {f"{slug}/" for slug in content.pages}
    wanted |= {f"members/{part_of_url(name)}/" for name in content.members.values()}
    wanted |= {f"tags/{part}/" for part in content.tags}
    for board in content.boards:
        threads = sum(thread.board is board for thread in content.threads)
        pages = max(1, -(-threads // content.number("threads_per_page", 30)))
        wanted |= {*paths_of(board.path, pages), *paths_of(f"{board.path}started/", pages)}
    for thread in content.threads:
        wanted |= set(paths_of(thread.path, content.pages_of(thread)))
    lists = [path for path in wanted if path.startswith(("members/", "tags/"))]
    behind = {page.path for path in lists for page in site.chain(path)}
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
    yield from (
        f"{path}: nobody's alias" for path in sorted(redirects - aliases(site.content).keys())
    )


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


def a_security_contact_is_told(site: Site) -> Iterator[str]:
    contact = site.content.settings.get("security_contact")
    text = site.files.get(".well-known/security.txt", b"").decode("utf-8")
    wanted = [f"Contact: {contact}"] if contact else []
    if re.findall(r"^Contact: \S+$", text, flags=re.MULTILINE) != wanted or bool(contact) != bool(
        text
    ):
        yield f"security.txt: '{text}'"


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


SITE_PROMISES = (
    every_url_is_there_and_no_other,
    aliases_lead_to_their_pages,
    every_link_inside_leads_somewhere,
    a_thread_shows_its_title_tags_and_state,
    a_thread_links_its_answer_from_the_top,
    a_board_shows_its_disclaimer_with_each_thread,
    the_glossary_has_its_terms,
    no_file_holds_the_day_of_its_build,
    the_sitemap_lists_the_canonical_urls,
    its_own_list_names_its_files,
    static_files_are_copied,
    style_sheets_load_nothing_from_elsewhere,
    a_security_contact_is_told,
    former_members_are_forgotten,
)
