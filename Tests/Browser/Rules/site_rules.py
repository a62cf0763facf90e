"""Rules for the whole folder: its URLs, links, sitemap and file list.

A rule takes a site and yields a message for each violation.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from content_reader import Content, read_front_matter, url_slug
from former_members import former_member_names_are_absent
from html_reader import Page
from page_kinds import TEMPLATES, kinds_of_templates
from page_rules import is_inside, target_of
from post_rules import plain_text
from published_site import FILE_LIST, Site, normalise, page_paths, plain

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def urls_match_content(site: Site) -> Iterator[str]:
    content = site.content
    wanted = {"", "404.html", "members/", "tags/", "loads/", "glossary/", *aliases(content)}
    wanted |= {"search/"} & {f"{kind}/" for kind in kinds_of_templates(TEMPLATES)}
    wanted |= {f"{slug}/" for slug in content.pages}
    wanted |= {f"members/{url_slug(name)}/" for name in content.members.values()}
    wanted |= {f"tags/{part}/" for part in content.tags}
    for board in content.boards:
        threads = sum(thread.board is board for thread in content.threads)
        pages = max(1, -(-threads // content.number("threads_per_page", 30)))
        wanted |= {*page_paths(board.path, pages), *page_paths(f"{board.path}started/", pages)}
    for thread in content.threads:
        wanted |= set(page_paths(thread.path, content.pages_of(thread)))
    lists = [path for path in wanted if path.startswith(("members/", "tags/"))]
    continuations = {page.path for path in lists for page in site.paginated_pages(path)}
    yield from (f"{path}: missing page" for path in sorted(wanted - site.pages.keys()))
    unexpected = sorted(site.pages.keys() - wanted - continuations)
    yield from (f"{path}: unexpected page" for path in unexpected)


def aliases_redirect_to_pages(site: Site) -> Iterator[str]:
    for alias, path in aliases(site.content).items():
        page = site.pages.get(alias)
        if page is None or not page.is_redirect:
            yield f"{alias}: no redirect"
        elif unquote(target_of(page, site.content)) != path:
            yield f"{alias}: leads to {target_of(page, site.content)}"
    redirects = {page.path for page in site.pages.values() if page.is_redirect}
    yield from (
        f"{path}: unexpected redirect" for path in sorted(redirects - aliases(site.content).keys())
    )


def internal_links_have_targets(site: Site) -> Iterator[str]:
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
                yield f"{page.path}: no file for {address}"
            elif parts.fragment and unquote(parts.fragment) not in ids.get(path, ()):
                yield f"{page.path}: no element with the id of {address}"


def threads_show_title_tags_and_state(site: Site) -> Iterator[str]:
    for page, thread in site.thread_pages():
        if [one.text for one in page.with_tag("h1")] != [" ".join(thread.title.split())]:
            yield f"{page.path}: h1 is not '{thread.title}'"
        if bool(page.with_class("thread-closed")) != thread.is_closed:
            yield f"{page.path}: thread-closed is {not thread.is_closed}"
        links = [unquote(link.get("href")) for link in page.main.with_tag("a")]
        parts = {url_slug(tag) for tag in thread.block.get("tags", [])}
        wanted = {f"{site.content.mount}tags/{part}/" for part in parts}
        if {link for link in links if "/tags/" in link} != wanted:
            yield f"{page.path}: tags are not {sorted(wanted)}"


def threads_link_accepted_answer(site: Site) -> Iterator[str]:
    for page, thread in site.thread_pages():
        top = page.html.partition("<article")[0]
        for post in thread.posts:
            if post.block.get("accepted") == "true" and page.path == thread.path:
                path = site.content.page_of(thread, post.number)
                if f'href="{site.content.mount}{path}#post-{post.number}"' not in top:
                    yield f"{page.path}: no link to post {post.number} above the posts"


def threads_show_board_disclaimer(site: Site) -> Iterator[str]:
    """The full disclaimer is above the posts, a link to it below them."""
    for page, thread in site.thread_pages():
        source = thread.board.block.get("disclaimer")
        if not source:
            continue
        block, body = read_front_matter(site.content.folder / source)
        above, _, below = page.html.partition("<article")
        if normalise(plain_text(body)) not in normalise(plain(re.sub(r"<[^>]*>", "", above))):
            yield f"{page.path}: the board's disclaimer is not above the posts"
        path = f"{block.get('slug', Path(source).stem)}/"
        if f'href="{site.content.mount}{path}"' not in below.rpartition("</article>")[2]:
            yield f"{page.path}: the board's disclaimer is not linked below the posts"


def glossary_lists_terms(site: Site) -> Iterator[str]:
    text = site.pages["glossary/"].main.text
    for one in site.content.glossary:
        for words in [one["term"], one["means"], *one.get("also", [])]:
            if " ".join(words.split()) not in text:
                yield f"no '{words}'"


def files_have_no_build_date(site: Site) -> Iterator[str]:
    day = site.day
    for spelling in (day.isoformat(), f"{day.day} {day:%B} {day.year}"):
        written = any(spelling[:10] in post.block["date"] for _, post in site.content.posts())
        found = [path for path, raw in site.files.items() if spelling.encode() in raw]
        yield from (f"{path}: {spelling}" for path in found if not written)


def sitemap_lists_canonical_urls(site: Site) -> Iterator[str]:
    root = ElementTree.fromstring(site.files["sitemap.xml"])
    found = Counter(unquote(str(one.text)) for one in root.iter(f"{SITEMAP}loc"))
    wanted = Counter(unquote(url) for page in site.live_pages for url in page.linked("canonical"))
    different = (found - wanted) + (wanted - found)
    yield from (f"sitemap.xml: {url} {found[url]} times" for url in sorted(different))
    address = f"Sitemap: {site.content.url.rstrip('/')}/sitemap.xml"
    if address not in site.files["robots.txt"].decode().splitlines():
        yield f"robots.txt: no '{address}'"


def file_list_matches_files(site: Site) -> Iterator[str]:
    listed = site.files[FILE_LIST].decode("utf-8").splitlines()
    if listed != sorted(listed, key=str.encode):
        yield "the list is not sorted"
    different = Counter(listed)
    different.subtract(path for path in site.files if path != FILE_LIST)
    yield from (f"{path}: listed {1 + by} times" for path, by in different.items() if by)


def static_files_are_copied(site: Site) -> Iterator[str]:
    folder = site.content.folder
    files = [file for file in folder.glob("static/**/*") if file.is_file()]
    for file in files:
        if site.files.get(file.relative_to(folder).as_posix()) != file.read_bytes():
            yield f"{file.relative_to(folder)}: differs from the content"
    copies = [path for path in site.files if path.startswith("static/")]
    if len(copies) != len(files):
        yield f"{len(copies)} static files for {len(files)}"


def style_sheets_load_only_own_files(site: Site) -> Iterator[str]:
    for path, raw in site.files.items():
        if Path(path).suffix in (".css", ".svg"):
            text = raw.decode("utf-8").replace("http://www.w3.org/", "")
            found = re.findall(r"@import|(?:data|blob|https?):|url\(\s*['\"]?//", text)
            yield from (f"{path}: {one}" for one in found)


def security_txt_has_contact(site: Site) -> Iterator[str]:
    contact = site.content.settings.get("security_contact")
    text = site.files.get(".well-known/security.txt", b"").decode("utf-8")
    wanted = [f"Contact: {contact}"] if contact else []
    if re.findall(r"^Contact: \S+$", text, flags=re.MULTILINE) != wanted or bool(contact) != bool(
        text
    ):
        yield f"security.txt: '{text}'"


def aliases(content: Content) -> dict[str, str]:
    """The target of each alias."""
    owners = [(one.block, one.path) for one in content.boards + content.threads]
    owners += [(block, f"{slug}/") for slug, block in content.pages.items()]
    return {
        alias.strip("/") + "/": path for block, path in owners for alias in block.get("aliases", [])
    }


def addresses_of(page: Page) -> Iterator[str]:
    """Yields all URLs that a page links to or loads, except the canonical URL."""
    for one in page.elements:
        for name in ("href", "src", "action"):
            if name in one.attributes and one.get("rel") != "canonical":
                yield one.get(name)


def file_of(path: str) -> str:
    return path + "index.html" if path == "" or path.endswith("/") else path


SITE_RULES = (
    urls_match_content,
    aliases_redirect_to_pages,
    internal_links_have_targets,
    threads_show_title_tags_and_state,
    threads_link_accepted_answer,
    threads_show_board_disclaimer,
    glossary_lists_terms,
    files_have_no_build_date,
    sitemap_lists_canonical_urls,
    file_list_matches_files,
    static_files_are_copied,
    style_sheets_load_only_own_files,
    security_txt_has_contact,
    former_member_names_are_absent,
)
