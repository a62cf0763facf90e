"""Rules for posts on thread pages, compared with the content files.

A rule takes a site and yields a message for each violation.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from content_reader import Content, Post, key_of, url_slug
from former_members import FORMER_MEMBER, without_former_names
from published_site import Site, normalise, plain, structured_objects

EXPLANATION = frozenset({"meaning", "close"})


def posts_are_on_their_pages(site: Site) -> Iterator[str]:
    """`<article class="post" id="post-N">` is on page ceil(N / size), in the post order of its
    board.
    """
    found = {page.path for page, _ in site.thread_pages()}
    for thread in site.content.threads:
        pages = {site.content.page_of(thread, post.number) for post in thread.posts}
        yield from (f"{path}: missing page" for path in sorted(pages - found))
    for page, thread in site.thread_pages():
        wanted = [f"post-{post.number}" for post in site.posts_of_page(page, thread)]
        if site.content.is_newest_first(thread.board):
            wanted.reverse()
        if [post.get("id") for post in page.posts] != wanted:
            yield f"{page.path}: posts {[post.get('id') for post in page.posts]}"


def posts_have_state_classes(site: Site) -> Iterator[str]:
    for page, element, _, post in site.shown_posts:
        wanted = {
            "post-removed": post.is_removed,
            "post-official": site.content.is_official(post) and not post.is_removed,
        }
        for name, is_wanted in wanted.items():
            if (name in element.classes) != is_wanted:
                yield f"{post_label(page.path, post)}: {name} is {not is_wanted}"
        is_old = is_outdated(site.content, post, site.day)
        if bool(element.with_class("post-outdated")) != is_old:
            yield f"{post_label(page.path, post)}: post-outdated is {not is_old}"
        folded = any(one.with_class("post-body") for one in element.with_tag("details"))
        if folded != ("content_note" in post.block and not post.is_removed):
            yield f"{post_label(page.path, post)}: folded is {folded}"


def posts_show_author(site: Site) -> Iterator[str]:
    for page, element, _, post in site.shown_posts:
        if post.is_removed:
            continue
        name, path = author_of(site.content, post)
        found = element.with_class("post-author")
        if [one.text for one in found] != [name]:
            yield f"{post_label(page.path, post)}: by {[one.text for one in found]}"
        links = [unquote(link.get("href")) for one in found for link in one.with_tag("a")]
        if links != ([site.content.mount + path] if path else []):
            yield f"{post_label(page.path, post)}: author's links {links}"


def posts_show_date_first(site: Site) -> Iterator[str]:
    for page, element, _, post in site.shown_posts:
        wanted = site.content.machine_date(post.block["date"])
        if [one.get("datetime") for one in element.with_tag("time")][:1] != [wanted]:
            yield f"{post_label(page.path, post)}: the date is not {wanted}"


def posts_show_subject(site: Site) -> Iterator[str]:
    for page, element, thread, post in site.shown_posts:
        subject = " ".join(thread.subject_of(post).split())
        if not post.is_removed and subject not in element.text:
            yield f"{post_label(page.path, post)}: no '{subject}'"


def posts_show_body(site: Site) -> Iterator[str]:
    """The page has the same letters and digits in the same order, except former members' names."""
    for page, element, _, post in site.shown_posts:
        bodies = element.with_class("post-body")
        if post.is_removed:
            continue
        wanted = normalise(plain_text(without_former_names(post.body, site.content)))
        shown = normalise("".join(text for one in bodies for text in one.texts(EXPLANATION)))
        if len(bodies) != 1 or shown != wanted:
            yield f"{post_label(page.path, post)}: {difference(shown, wanted)}"


def removed_posts_hide_author_and_body(site: Site) -> Iterator[str]:
    """Number, date and reason are shown. Body and author are not."""
    for page, element, _, post in site.shown_posts:
        if not post.is_removed:
            continue
        if element.with_class("post-author") or element.with_class("post-body"):
            yield f"{post_label(page.path, post)}: an author or a body"
        if normalise(post.author) in normalise(element.text):
            yield f"{post_label(page.path, post)}: the author's name"
        if normalise(post.block["removed"]) not in normalise(element.text):
            yield f"{post_label(page.path, post)}: no reason"
    for post, line in lines_only_in_posts_with(site.content, "removed"):
        paths = [path for path, text in site.normalised_texts.items() if line in text]
        yield from (f"{path}: text of a removed post: {post.block['removed']}" for path in paths)


def noted_posts_are_only_on_their_page(site: Site) -> Iterator[str]:
    """The text is in no description, Open Graph tag, structured data, feed or list."""
    found = {where: normalise(text) for where, text in machine_texts(site)}
    for post, line in lines_only_in_posts_with(site.content, "content_note"):
        paths = [where for where, text in found.items() if line[:40] in text]
        yield from (f"{where}: '{line}' of {post.author} {post.block['date']}" for where in paths)


def mentions_link_to_members(site: Site) -> Iterator[str]:
    """Each `@` with the name of a member outside of code is a link."""
    names = sorted(site.content.members.values(), key=len, reverse=True)
    known = "|".join(map(re.escape, names))
    mention = re.compile(rf'(?<![^\W_])@(?:({known})(?![^\W_])|"({known})")', re.IGNORECASE)
    for page, element, _, post in site.shown_posts:
        if post.is_removed or "@" not in post.body:
            continue
        found = [a or b for a, b in mention.findall(without_code(post.body))]
        wanted = [site.content.mount + f"members/{url_slug(name)}/" for name in found]
        links = [unquote(one.get("href")) for one in element.with_class("mention")]
        if links != wanted:
            yield f"{post_label(page.path, post)}: mentions {links} instead of {wanted}"


def terms_are_explained_at_first_use(site: Site) -> Iterator[str]:
    groups = {
        spelling: one["means"]
        for one in site.content.glossary
        for spelling in [one["term"], *one.get("also", [])]
    }
    terms = "|".join(map(re.escape, sorted(groups, key=len, reverse=True)))
    used = re.compile(rf"(?<![\w-])(?:{terms})(?![\w-])")
    apart = EXPLANATION | {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
    for page, element, _, post in site.shown_posts:
        found = [one.text for one in element.with_class("meaning")]
        for meaning in set(found):
            if found.count(meaning) > 1:
                yield f"{post_label(page.path, post)}: explained twice: {meaning}"
        text = "".join(text for one in element.with_class("post-body") for text in one.texts(apart))
        text = "\n".join([text, *(one.text for one in element.with_class("term"))])
        for spelling in set(used.findall(text)) if groups else ():
            if not any(groups[spelling] in meaning for meaning in found):
                yield f"{post_label(page.path, post)}: '{spelling}' is not explained"
        for one in element.with_tag("a", "code", "pre"):
            if one.with_class("meaning"):
                yield f"{post_label(page.path, post)}: a term explained in <{one.tag}>"


def structured_data_matches_posts(site: Site) -> Iterator[str]:
    """Each post that is neither removed nor has a content note has its URL, date and author."""
    for page, thread in site.thread_pages():
        found = list(structured_objects(page))
        if thread.title not in [one.get("headline") for one in found]:
            yield f"{page.path}: no headline"
        url = site.content.url.rstrip("/") + "/"
        comments = {one["url"]: one for one in found if one.get("@type") == "Comment"}
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


def lines_only_in_posts_with(content: Content, key: str) -> Iterator[tuple[Post, str]]:
    """Yields the normalised lines of posts with the key in their front matter. Lines that begin
    like a line of another post are public and are skipped.
    """
    hidden = [post for _, post in content.posts() if key in post.block]
    others = [post.body for _, post in content.posts() if key not in post.block]
    public = normalise(plain_text("\n".join(others)))
    for post in hidden:
        for line in map(normalise, plain_text(post.body).split("\n")):
            if len(line) > 16 and line[:40] not in public:
                yield post, line


def machine_texts(site: Site) -> Iterator[tuple[str, str]]:
    """Yields the texts for search engines, feed readers, previews and lists."""
    for path, text in site.texts.items():
        if path.endswith(".xml"):
            yield path, text
    threads = {page.path for page, _ in site.thread_pages()}
    for page in site.pages.values():
        yield (
            f"{page.path} (head)",
            "\n".join(
                [one.get("content") for one in page.with_tag("meta")]
                + [plain(one) for one in page.data]
            ),
        )
        if page.path not in threads:
            yield page.path, page.main.text


def author_of(content: Content, post: Post) -> tuple[str, str | None]:
    """The displayed name, and the path of the page of the member."""
    key = key_of(post.author)
    if key in content.former:
        return FORMER_MEMBER, None
    return content.members[key], f"members/{url_slug(post.author)}/"


def is_outdated(content: Content, post: Post, day: date) -> bool:
    """Whether the official post was last reviewed before `advice_review_after`."""
    if not content.is_official(post) or post.is_removed:
        return False
    months = int(content.settings.get("advice_review_after", "24 months").split()[0])
    checked = content.moment(post.block.get("reviewed") or post.block["date"]).date()
    return checked < months_before(day, months)


def months_before(day: date, count: int) -> date:
    """The same day `count` months earlier: 24 before 29 February 2028 is 28 February 2026."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plain_text(markdown: str) -> str:
    """The visible text of Markdown. Only letters and digits are exact."""
    text = re.sub(r"^\s*(```|~~~).*$", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"^((?:\s|>|[-*+]\s)*)\d+[.)]\s", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\((?!https?:)[^)]*\)", "", text)
    text = re.sub(r"^\[[^\]]+\]: .*$", "", text, flags=re.MULTILINE)
    return plain(re.sub(r"\](\([^)]*\)|\[[^\]]*\])", "]", text))


def without_code(markdown: str) -> str:
    """Removes code, links and e-mail addresses, where an `@` is no mention."""
    text = re.sub(r"^(    |\t).*$|`[^`]*`", "", markdown, flags=re.MULTILINE)
    return re.sub(r"\[[^\]]*\]\([^)]*\)|<[^>]*>|https?://\S+", "", text)


def difference(shown: str, wanted: str) -> str:
    signs = enumerate(wanted)
    at = next((at for at, sign in signs if shown[at : at + 1] != sign), len(wanted))
    near = slice(max(0, at - 20), at + 30)
    return f"shown …{shown[near]}…, written …{wanted[near]}…"


def post_label(path: str, post: Post) -> str:
    return f"{path}#post-{post.number}"


POST_RULES = (
    posts_are_on_their_pages,
    posts_have_state_classes,
    posts_show_author,
    posts_show_date_first,
    posts_show_subject,
    posts_show_body,
    removed_posts_hide_author_and_body,
    noted_posts_are_only_on_their_page,
    mentions_link_to_members,
    terms_are_explained_at_first_use,
    structured_data_matches_posts,
)
