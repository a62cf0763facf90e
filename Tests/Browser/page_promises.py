"""What each page promises by itself: the contract's section "What a page promises".

A promise takes a page and the site that it belongs to, and gives a sentence for each breach.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from authored import Content
from published import Site, squeeze
from reading import Element, Page

DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping"}
NOT_LOADED = {"canonical", "alternate", "prev", "next"}
IN_POSTS = {
    "p",
    "a",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "hr",
    "br",
    "img",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "div",
}


def nests_its_elements(page: Page, site: Site) -> Iterator[str]:
    yield from page.slips
    if len(set(page.ids)) < len(page.ids):
        yield f"ids twice: {sorted({one for one in page.ids if page.ids.count(one) > 1})}"


def holds_one_disclaimer(page: Page, site: Site) -> Iterator[str]:
    found = page.having("disclaimer")
    if len(found) != 1:
        yield f"{len(found)} elements of class disclaimer"
    written = squeeze(re.sub(r"\]\([^)]*\)", "", site.content.settings["disclaimer"]))
    if any(written not in squeeze(one.text) for one in found):
        yield "a disclaimer without forum.yml's words"


def holds_one_helpline(page: Page, site: Site) -> Iterator[str]:
    found = page.having("helpline")
    if len(found) != 1:
        yield f"{len(found)} elements of class helpline"
    line = site.content.settings["helpline"]
    call = "tel:" + "".join(filter(str.isdigit, line["phone"]))
    for one in found:
        if call not in [link.get("href") for link in one.tagged("a")]:
            yield f"no link to {call} in the helpline"
        for words in [line["name"], line["phone"], *map(hours_in_words, line["hours"])]:
            if words not in one.text:
                yield f"no '{words}' in the helpline"


def has_one_heading(page: Page, site: Site) -> Iterator[str]:
    found = page.tagged("h1")
    if len(found) != 1 or not found[0].text:
        yield f"h1: {[one.text for one in found]}"


def names_its_address(page: Page, site: Site) -> Iterator[str]:
    """A canonical URL; a redirect names the page that it leads to; what is not there has none."""
    path = target_of(page, site.content) if page.is_redirect else quote(page.path, safe="/~")
    own = site.content.url.rstrip("/") + "/" + path
    expected = [] if page.path == "404.html" else [own]
    if page.linked("canonical") != expected:
        yield f"canonical: {page.linked('canonical')} instead of {expected}"
    if page.meta("og:url") not in ([], expected):
        yield f"og:url: {page.meta('og:url')} instead of {expected}"


def loads_from_its_own_host(page: Page, site: Site) -> Iterator[str]:
    for one in page.elements:
        loaded = [value for name, value in one.attributes.items() if name in LOADING]
        if one.tag == "link" and not NOT_LOADED & set(one.get("rel").split()):
            loaded.append(one.get("href"))
        if one.tag in ("use", "image"):
            loaded += [one.get("href"), one.get("xlink:href")]
        for address in filter(None, loaded):
            if not is_inside(address, site.content):
                yield f"<{one.tag}> loads {address}"


def holds_no_inline_code(page: Page, site: Site) -> Iterator[str]:
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


def writes_dates_for_machines(page: Page, site: Site) -> Iterator[str]:
    for one in page.tagged("time"):
        if not DATE.fullmatch(one.get("datetime")):
            yield f"datetime: {one.get('datetime')}"


def has_counts_in_its_header_from_a_thousand_on(page: Page, site: Site) -> Iterator[str]:
    wanted = [words for number, words in counts(site.content) if number >= 1000]
    header = "".join(one.text for one in page.having("site-header"))
    found = re.findall(r"[\d.,]+[KM]? (?:posts?|members?)\b", header)
    if found != wanted:
        yield f"counts in the header: {found} instead of {wanted}"


def links_its_privacy_policy(page: Page, site: Site) -> Iterator[str]:
    stem = site.content.settings["privacy_policy"].removeprefix("pages/").removesuffix(".md")
    if site.content.mount + f"{stem}/" not in [one.get("href") for one in page.tagged("a")]:
        yield "no link to the privacy policy"


def marks_the_links_of_posts(page: Page, site: Site) -> Iterator[str]:
    """What leads out is neither followed nor vouched for; what stays inside is root-relative."""
    for link in links_in_posts(page):
        address, rel = link.get("href"), set(link.get("rel").split())
        leads_out = address.startswith(("http://", "https://"))
        if leads_out and rel != {"nofollow", "ugc", "noopener"}:
            yield f"rel='{link.get('rel')}' of {address}"
        if not leads_out and not address.startswith(("/", "#", "mailto:", "tel:")):
            yield f"a link to {address}"


def is_linked_root_relative(page: Page, site: Site) -> Iterator[str]:
    """But for the address that forum.yml gives for calls back: it stands as it is given."""
    given = site.content.settings["helpline"].get("callback_url")
    for link in page.tagged("a"):
        if link.get("href") != given and (link.get("href") + "/").startswith(
            site.content.url.rstrip("/") + "/"
        ):
            yield f"an absolute link inside the site: {link.get('href')}"


def shows_only_markdown_in_posts(page: Page, site: Site) -> Iterator[str]:
    for body in page.having("post-body"):
        for one in body.below():
            if one.tag not in IN_POSTS:
                yield f"<{one.tag}> in a post"


def holds_data_that_can_be_read(page: Page, site: Site) -> Iterator[str]:
    for block in page.data:
        try:
            if json.loads(block)["@context"] != "https://schema.org":
                yield "structured data of another context"
        except (ValueError, KeyError, TypeError) as error:
            yield f"structured data: {error!r}"


def links_in_posts(page: Page) -> list[Element]:
    return [link for body in page.having("post-body") for link in body.tagged("a")]


def is_inside(address: str, content: Content) -> bool:
    return address.startswith(content.mount) and not address.startswith("//")


def target_of(page: Page, content: Content) -> str:
    """Where a redirect leads, below the forum's URL."""
    address = page.meta("refresh")[0].partition("url=")[2]
    return address.removeprefix(content.mount)


def counts(content: Content) -> list[tuple[int, str]]:
    """Of posts and of members, with the words of the home page."""
    pairs = [(content.post_count, "post"), (len(content.members), "member")]
    return [(number, f"{short(number)} {word}{'s' * (number != 1)}") for number, word in pairs]


def short(number: int) -> str:
    """From 1,000 on as 75.2K and 1.2M: never more than there are."""
    for unit, letter in ((1_000_000, "M"), (1_000, "K")):
        if number >= unit:
            tenths = number * 10 // unit
            return f"{tenths / 10:.1f}".removesuffix(".0") + letter
    return str(number)


def hours_in_words(hours: dict[str, str]) -> str:
    return f"{hour_in_words(hours['open'])} to {hour_in_words(hours['close'])}"


def hour_in_words(time: str) -> str:
    """ "09:00" is 9am, "16:30" 4:30pm, "24:00" midnight."""
    hour, minute = map(int, time.split(":"))
    if (hour % 12, minute) == (0, 0):
        return "midday" if hour == 12 else "midnight"
    minutes = f":{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{'am' if hour % 24 < 12 else 'pm'}"


PAGE_PROMISES = (
    nests_its_elements,
    holds_one_disclaimer,
    holds_one_helpline,
    has_one_heading,
    names_its_address,
    loads_from_its_own_host,
    holds_no_inline_code,
    writes_dates_for_machines,
    has_counts_in_its_header_from_a_thousand_on,
    links_its_privacy_policy,
    marks_the_links_of_posts,
    is_linked_root_relative,
    shows_only_markdown_in_posts,
    holds_data_that_can_be_read,
)
