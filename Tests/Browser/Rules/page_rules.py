"""Rules for single pages: the section "What a page promises" of the content format.

A rule takes a page and its site, and yields a message for each violation.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from content_reader import Content
from html_reader import Element, Page
from published_site import Site, normalise

DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping"}
NOT_LOADED = {"canonical", "alternate", "prev", "next"}
IN_POSTS = set("p a em strong code pre blockquote ul ol li hr br img h3 h4 h5 h6 span div".split())


def nests_elements_correctly(page: Page, site: Site) -> Iterator[str]:
    yield from page.errors
    if len(set(page.ids)) < len(page.ids):
        yield f"ids twice: {sorted({one for one in page.ids if page.ids.count(one) > 1})}"


def has_one_disclaimer(page: Page, site: Site) -> Iterator[str]:
    found = page.with_class("disclaimer")
    if len(found) != 1:
        yield f"{len(found)} elements of class disclaimer"
    written = normalise(re.sub(r"\]\([^)]*\)", "", site.content.settings["disclaimer"]))
    if any(written not in normalise(one.text) for one in found):
        yield "a disclaimer without forum.yml's words"


def has_one_helpline(page: Page, site: Site) -> Iterator[str]:
    found = page.with_class("helpline")
    if len(found) != 1:
        yield f"{len(found)} elements of class helpline"
    line = site.content.settings["helpline"]
    call = "tel:" + "".join(filter(str.isdigit, line["phone"]))
    for one in found:
        if call not in [link.get("href") for link in one.with_tag("a")]:
            yield f"no link to {call} in the helpline"
        for words in [line["name"], line["phone"], *map(hours_in_words, line["hours"])]:
            if words not in one.text:
                yield f"no '{words}' in the helpline"


def has_one_h1(page: Page, site: Site) -> Iterator[str]:
    found = page.with_tag("h1")
    if len(found) != 1 or not found[0].text:
        yield f"h1: {[one.text for one in found]}"


def has_canonical_url(page: Page, site: Site) -> Iterator[str]:
    """A redirect has the canonical URL of its target. The 404 page has none."""
    path = target_of(page, site.content) if page.is_redirect else quote(page.path, safe="/~")
    own = site.content.url.rstrip("/") + "/" + path
    expected = [] if page.path == "404.html" else [own]
    if page.linked("canonical") != expected:
        yield f"canonical: {page.linked('canonical')} instead of {expected}"
    if page.meta("og:url") not in ([], expected):
        yield f"og:url: {page.meta('og:url')} instead of {expected}"


def loads_only_from_own_host(page: Page, site: Site) -> Iterator[str]:
    for one in page.elements:
        loaded = [value for name, value in one.attributes.items() if name in LOADING]
        if one.tag == "link" and not NOT_LOADED & set(one.get("rel").split()):
            loaded.append(one.get("href"))
        if one.tag in ("use", "image"):
            loaded += [one.get("href"), one.get("xlink:href")]
        for address in filter(None, loaded):
            if not is_inside(address, site.content):
                yield f"<{one.tag}> loads {address}"


def has_no_inline_code(page: Page, site: Site) -> Iterator[str]:
    """`default-src 'self'` forbids inline styles and scripts, and `data:` and `blob:` URLs."""
    for one in page.elements:
        is_data = one.get("type") == "application/ld+json"
        is_code = one.tag == "script" and "src" not in one.attributes and not is_data
        if one.tag == "style" or is_code:
            yield f"<{one.tag}> in the page"
        for name, value in one.attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"<{one.tag} {name}>"
            if re.match(r"\s*(data|blob|javascript):", value, re.IGNORECASE):
                yield f"<{one.tag} {name}='{value[:40]}'>"


def has_machine_readable_dates(page: Page, site: Site) -> Iterator[str]:
    for one in page.with_tag("time"):
        if not DATE.fullmatch(one.get("datetime")):
            yield f"datetime: {one.get('datetime')}"


def shows_counts_in_header_from_1000(page: Page, site: Site) -> Iterator[str]:
    wanted = [words for number, words in counts(site.content) if number >= 1000]
    header = "".join(one.text for one in page.with_class("site-header"))
    found = re.findall(r"[\d.,]+[KM]? (?:posts?|members?)\b", header)
    if found != wanted:
        yield f"counts in the header: {found} instead of {wanted}"


def links_privacy_policy(page: Page, site: Site) -> Iterator[str]:
    stem = site.content.settings["privacy_policy"].removeprefix("pages/").removesuffix(".md")
    if site.content.mount + f"{stem}/" not in [one.get("href") for one in page.with_tag("a")]:
        yield "no link to the privacy policy"


def has_rel_on_post_links(page: Page, site: Site) -> Iterator[str]:
    """External links have `rel`. Internal links are root-relative."""
    for link in links_in_posts(page):
        address, rel = link.get("href"), set(link.get("rel").split())
        leads_out = address.startswith(("http://", "https://"))
        if leads_out and rel != {"nofollow", "ugc", "noopener"}:
            yield f"rel='{link.get('rel')}' of {address}"
        if not leads_out and not address.startswith(("/", "#", "mailto:", "tel:")):
            yield f"a link to {address}"


def has_root_relative_links(page: Page, site: Site) -> Iterator[str]:
    """The callback URL of forum.yml is the only exception."""
    given = site.content.settings["helpline"].get("callback_url")
    for link in page.with_tag("a"):
        if link.get("href") != given and (link.get("href") + "/").startswith(
            site.content.url.rstrip("/") + "/"
        ):
            yield f"an absolute link inside the site: {link.get('href')}"


def has_only_markdown_elements_in_posts(page: Page, site: Site) -> Iterator[str]:
    for body in page.with_class("post-body"):
        for one in body.descendants():
            if one.tag not in IN_POSTS:
                yield f"<{one.tag}> in a post"


def has_valid_structured_data(page: Page, site: Site) -> Iterator[str]:
    for block in page.data:
        try:
            if json.loads(block)["@context"] != "https://schema.org":
                yield "structured data of another context"
        except (ValueError, KeyError, TypeError) as error:
            yield f"structured data: {error!r}"


def links_in_posts(page: Page) -> list[Element]:
    return [link for body in page.with_class("post-body") for link in body.with_tag("a")]


def is_inside(address: str, content: Content) -> bool:
    return address.startswith(content.mount) and not address.startswith("//")


def target_of(page: Page, content: Content) -> str:
    """The target of a redirect, relative to the URL of the forum."""
    address = page.meta("refresh")[0].partition("url=")[2]
    return address.removeprefix(content.mount)


def counts(content: Content) -> list[tuple[int, str]]:
    """The numbers of posts and of members, with their texts on the home page."""
    pairs = [(content.post_count, "post"), (len(content.members), "member")]
    return [(number, f"{short(number)} {word}{'s' * (number != 1)}") for number, word in pairs]


def short(number: int) -> str:
    """Rounds down from 1,000 on: 75.2K, 1.2M."""
    for unit, letter in ((1_000_000, "M"), (1_000, "K")):
        if number >= unit:
            tenths = number * 10 // unit
            return f"{tenths / 10:.1f}".removesuffix(".0") + letter
    return str(number)


def hours_in_words(hours: dict[str, str]) -> str:
    return f"{hour_in_words(hours['open'])} to {hour_in_words(hours['close'])}"


def hour_in_words(time: str) -> str:
    """Returns 9am for "09:00", 4:30pm for "16:30" and midnight for "24:00"."""
    hour, minute = map(int, time.split(":"))
    if (hour % 12, minute) == (0, 0):
        return "midday" if hour == 12 else "midnight"
    minutes = f":{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{'am' if hour % 24 < 12 else 'pm'}"


PAGE_RULES = (
    nests_elements_correctly,
    has_one_disclaimer,
    has_one_helpline,
    has_one_h1,
    has_canonical_url,
    loads_only_from_own_host,
    has_no_inline_code,
    has_machine_readable_dates,
    shows_counts_in_header_from_1000,
    links_privacy_policy,
    has_rel_on_post_links,
    has_root_relative_links,
    has_only_markdown_elements_in_posts,
    has_valid_structured_data,
)
