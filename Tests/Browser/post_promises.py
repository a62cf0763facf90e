"""What the pages of threads promise about each post, held to what its author wrote.

A promise takes a site and gives a sentence for each breach.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from authored import Content, Post, key_of, part_of_url
from forgotten import FORMER_MEMBER, without_former_names
from published import Site, objects_of, plain, squeeze

EXPLANATION = frozenset({"meaning", "close"})


def each_post_stands_on_its_page(site: Site) -> Iterator[str]:
    """`<article class="post" id="post-N">` on page ceil(N / size), in the order of its board."""
    found = {page.path for page, _ in site.thread_pages()}
    for thread in site.content.threads:
        pages = {site.content.page_of(thread, post.number) for post in thread.posts}
        yield from (f"{path}: not there" for path in sorted(pages - found))
    for page, thread in site.thread_pages():
        wanted = [f"post-{post.number}" for post in site.posts_of_page(page, thread)]
        if site.content.is_newest_first(thread.board):
            wanted.reverse()
        if [post.get("id") for post in page.posts] != wanted:
            yield f"{page.path}: posts {[post.get('id') for post in page.posts]}"


def each_post_is_marked_for_what_it_is(site: Site) -> Iterator[str]:
    for page, element, _, post in site.shown_posts:
        wanted = {
            "post-removed": post.is_removed,
            "post-official": site.content.is_official(post) and not post.is_removed,
        }
        for name, is_wanted in wanted.items():
            if (name in element.classes) != is_wanted:
                yield f"{place(page.path, post)}: {name} is {not is_wanted}"
        is_old = is_outdated(site.content, post, site.day)
        if bool(element.having("post-outdated")) != is_old:
            yield f"{place(page.path, post)}: post-outdated is {not is_old}"
        folded = any(one.having("post-body") for one in element.tagged("details"))
        if folded != ("content_note" in post.block and not post.is_removed):
            yield f"{place(page.path, post)}: folded is {folded}"


def each_post_names_its_author(site: Site) -> Iterator[str]:
    for page, element, _, post in site.shown_posts:
        if post.is_removed:
            continue
        name, path = author_of(site.content, post)
        found = element.having("post-author")
        if [one.text for one in found] != [name]:
            yield f"{place(page.path, post)}: by {[one.text for one in found]}"
        links = [unquote(link.get("href")) for one in found for link in one.tagged("a")]
        if links != ([site.content.mount + path] if path else []):
            yield f"{place(page.path, post)}: author's links {links}"


def each_post_begins_with_its_date(site: Site) -> Iterator[str]:
    for page, element, _, post in site.shown_posts:
        wanted = site.content.machine_date(post.block["date"])
        if [one.get("datetime") for one in element.tagged("time")][:1] != [wanted]:
            yield f"{place(page.path, post)}: not of {wanted}"


def each_post_shows_its_subject(site: Site) -> Iterator[str]:
    for page, element, thread, post in site.shown_posts:
        subject = " ".join(thread.subject_of(post).split())
        if not post.is_removed and subject not in element.text:
            yield f"{place(page.path, post)}: no '{subject}'"


def each_post_says_what_was_written(site: Site) -> Iterator[str]:
    """The same letters and digits in the same order, but for the names of former members."""
    for page, element, _, post in site.shown_posts:
        bodies = element.having("post-body")
        if post.is_removed:
            continue
        wanted = squeeze(plain_text(without_former_names(post.body, site.content)))
        shown = squeeze("".join(text for one in bodies for text in one.texts(EXPLANATION)))
        if len(bodies) != 1 or shown != wanted:
            yield f"{place(page.path, post)}: {difference(shown, wanted)}"


def a_removed_post_keeps_its_number_only(site: Site) -> Iterator[str]:
    """Number, time and reason are shown; the body and its author are not."""
    for page, element, _, post in site.shown_posts:
        if not post.is_removed:
            continue
        if element.having("post-author") or element.having("post-body"):
            yield f"{place(page.path, post)}: an author or a body"
        if squeeze(post.author) in squeeze(element.text):
            yield f"{place(page.path, post)}: the author's name"
        if squeeze(post.block["removed"]) not in squeeze(element.text):
            yield f"{place(page.path, post)}: no reason"
    for post, line in lines_only_in(site.content, "removed"):
        places = [path for path, text in site.squeezed.items() if line in text]
        yield from (f"{path}: words of a post removed: {post.block['removed']}" for path in places)


def a_noted_post_is_told_on_its_page_only(site: Site) -> Iterator[str]:
    """In no description, Open Graph, structured data, feed or list."""
    told = {where: squeeze(text) for where, text in machine_texts(site)}
    for post, line in lines_only_in(site.content, "content_note"):
        places = [where for where, text in told.items() if line[:40] in text]
        yield from (f"{where}: '{line}' of {post.author} {post.block['date']}" for where in places)


def mentions_link_to_members(site: Site) -> Iterator[str]:
    """As many as there are `@` with a name behind it that somebody has, outside of code."""
    names = sorted(site.content.members.values(), key=len, reverse=True)
    known = "|".join(map(re.escape, names))
    mention = re.compile(rf'(?<![^\W_])@(?:({known})(?![^\W_])|"({known})")', re.IGNORECASE)
    for page, element, _, post in site.shown_posts:
        if post.is_removed or "@" not in post.body:
            continue
        found = [a or b for a, b in mention.findall(without_code(post.body))]
        wanted = [site.content.mount + f"members/{part_of_url(name)}/" for name in found]
        links = [unquote(one.get("href")) for one in element.having("mention")]
        if links != wanted:
            yield f"{place(page.path, post)}: mentions {links} instead of {wanted}"


def terms_are_explained_at_their_first_use(site: Site) -> Iterator[str]:
    groups = {
        spelling: one["means"]
        for one in site.content.glossary
        for spelling in [one["term"], *one.get("also", [])]
    }
    terms = "|".join(map(re.escape, sorted(groups, key=len, reverse=True)))
    used = re.compile(rf"(?<![\w-])(?:{terms})(?![\w-])")
    apart = EXPLANATION | {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
    for page, element, _, post in site.shown_posts:
        told = [one.text for one in element.having("meaning")]
        for meaning in set(told):
            if told.count(meaning) > 1:
                yield f"{place(page.path, post)}: twice {meaning}"
        text = "".join(text for one in element.having("post-body") for text in one.texts(apart))
        text = "\n".join([text, *(one.text for one in element.having("term"))])
        for spelling in set(used.findall(text)) if groups else ():
            if not any(groups[spelling] in meaning for meaning in told):
                yield f"{place(page.path, post)}: '{spelling}' is not explained"
        for one in element.tagged("a", "code", "pre"):
            if one.having("meaning"):
                yield f"{place(page.path, post)}: a term explained in <{one.tag}>"


def structured_data_tells_the_same(site: Site) -> Iterator[str]:
    """Of each post of a page that is neither removed nor noted: its URL, date and author."""
    for page, thread in site.thread_pages():
        told = list(objects_of(page))
        if thread.title not in [one.get("headline") for one in told]:
            yield f"{page.path}: no headline"
        url = site.content.url.rstrip("/") + "/"
        comments = {one["url"]: one for one in told if one.get("@type") == "Comment"}
        hidden = {"removed", "content_note"}
        posts = [
            post for post in site.posts_of_page(page, thread) if not hidden & post.block.keys()
        ]
        replies = [post for post in posts if post.number > 1]
        wanted = {f"{url}{page.path}#post-{post.number}": post for post in replies}
        if comments.keys() != wanted.keys():
            yield f"{page.path}: comments {sorted(comments)} instead of {sorted(wanted)}"
        for address, post in wanted.items():
            told_of = comments.get(address, {})
            name = told_of.get("author", {}).get("name")
            if (told_of.get("datePublished"), name) != (
                site.content.machine_date(post.block["date"]),
                author_of(site.content, post)[0],
            ):
                yield f"{address}: {told_of.get('datePublished')} by {name}"


def lines_only_in(content: Content, key: str) -> Iterator[tuple[Post, str]]:
    """The squeezed lines of posts whose front matter has the key, but for those that begin as
    another post's do, and are public by it.
    """
    hidden = [post for _, post in content.posts() if key in post.block]
    others = [post.body for _, post in content.posts() if key not in post.block]
    public = squeeze(plain_text("\n".join(others)))
    for post in hidden:
        for line in map(squeeze, plain_text(post.body).split("\n")):
            if len(line) > 16 and line[:40] not in public:
                yield post, line


def machine_texts(site: Site) -> Iterator[tuple[str, str]]:
    """What search engines, feed readers and previews are told, and what lists show."""
    for path, text in site.texts.items():
        if path.endswith(".xml"):
            yield path, text
    threads = {page.path for page, _ in site.thread_pages()}
    for page in site.pages.values():
        yield (
            f"{page.path} (head)",
            "\n".join(
                [one.get("content") for one in page.tagged("meta")]
                + [plain(one) for one in page.data]
            ),
        )
        if page.path not in threads:
            yield page.path, page.main.text


def author_of(content: Content, post: Post) -> tuple[str, str | None]:
    """The name that is shown, and the path of the member's page."""
    key = key_of(post.author)
    if key in content.former:
        return FORMER_MEMBER, None
    return content.members[key], f"members/{part_of_url(post.author)}/"


def is_outdated(content: Content, post: Post, day: date) -> bool:
    """An official post that nobody has checked for `advice_review_after`."""
    if not content.is_official(post) or post.is_removed:
        return False
    months = int(content.settings.get("advice_review_after", "24 months").split()[0])
    checked = content.moment(post.block.get("reviewed") or post.block["date"]).date()
    return checked < months_before(day, months)


def months_before(day: date, count: int) -> date:
    """Two years before 29 February 2028 is 28 February 2026."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plain_text(markdown: str) -> str:
    """What of Markdown a reader sees, as far as letters and digits go."""
    text = re.sub(r"^\s*(```|~~~).*$", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"^((?:\s|>|[-*+]\s)*)\d+[.)]\s", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\((?!https?:)[^)]*\)", "", text)
    text = re.sub(r"^\[[^\]]+\]: .*$", "", text, flags=re.MULTILINE)
    return plain(re.sub(r"\](\([^)]*\)|\[[^\]]*\])", "]", text))


def without_code(markdown: str) -> str:
    """Without code, links and e-mail addresses, where an `@` is no mention."""
    text = re.sub(r"^(    |\t).*$|`[^`]*`", "", markdown, flags=re.MULTILINE)
    return re.sub(r"\[[^\]]*\]\([^)]*\)|<[^>]*>|https?://\S+", "", text)


def difference(shown: str, wanted: str) -> str:
    signs = enumerate(wanted)
    at = next((at for at, sign in signs if shown[at : at + 1] != sign), len(wanted))
    near = slice(max(0, at - 20), at + 30)
    return f"shown …{shown[near]}…, written …{wanted[near]}…"


def place(path: str, post: Post) -> str:
    return f"{path}#post-{post.number}"


POST_PROMISES = (
    each_post_stands_on_its_page,
    each_post_is_marked_for_what_it_is,
    each_post_names_its_author,
    each_post_begins_with_its_date,
    each_post_shows_its_subject,
    each_post_says_what_was_written,
    a_removed_post_keeps_its_number_only,
    a_noted_post_is_told_on_its_page_only,
    mentions_link_to_members,
    terms_are_explained_at_their_first_use,
    structured_data_tells_the_same,
)
