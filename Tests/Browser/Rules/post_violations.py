"""Violations of the rules for posts."""

from violation import violations

# An <article> element.
ARTICLE = r"<article .*?</article>"
# The text of boards/secondary/2023/what-i-did-today.md, which has a content note.
TEXT_WITH_NOTE = "A thread for small things. I'll begin: I taught my nephew to skim stones."

POST_VIOLATIONS = [
    *violations(
        "posts_are_on_their_pages",
        ("thread-page-2", None, None),
        ("thread-closed", 'id="post-2"', 'id="post-3"'),
        ("thread-plain", ARTICLE, ""),
        ("thread-newest-first", f"({ARTICLE})(.*?)({ARTICLE})", r"\3\2\1"),
        ("thread-plain", '<article class="post', '<article class="posts'),
    ),
    *violations(
        "posts_have_state_classes",
        ("thread-official", " post-official", ""),
        ("thread-plain", 'class="post"', 'class="post post-official"'),
        ("thread-removed", " post-removed", ""),
        ("thread-outdated", " post-outdated", ""),
        ("thread-plain", "post-head", "post-head post-outdated"),
        ("thread-content-note", "<details(.*?)</details>", r"<div\1</div>"),
    ),
    *violations(
        "posts_show_author",
        ("thread-plain", r'(class="post-author">).*?</span>', r"\1Somebody</span>"),
        ("thread-plain", r'(class="post-author"><a href=")[^"]*', r"\1/members/"),
        ("thread-plain", 'class="post-author"', ""),
        (
            "boards/after-treatment/flying/index.html",
            "Former member</span>",
            '<a href="/members/">Former member</a></span>',
        ),
    ),
    *violations(
        "posts_show_date_first",
        ("thread-plain", r"(<article.*?T..):", r"\1:1"),
        ("thread-plain", r"(<article.*?[+])\d\d:", r"\g<1>02:"),
    ),
    *violations(
        "posts_show_subject",
        ("thread-accepted", r'(id="post-2-subject">)Re: ', r"\1"),
    ),
    *violations(
        "posts_show_body",
        ("thread-plain", r'(class="post-body.*?<p>)\w', r"\1"),
        ("thread-content-note", r'(class="post-body.*?</p>)', r"\1<p>x</p>"),
        ("thread-official", 'class="post-body', 'class="post-bodies'),
    ),
    *violations(
        "removed_posts_hide_author_and_body",
        ("thread-removed", r"(post-removed.*?</header>)", r'\1<p class="post-author">x</p>'),
        ("thread-removed", r"(post-removed.*?</header>)", r'\1<p class="post-body">x</p>'),
        ("thread-removed", r'class="post-reason">.*?<', r'class="post-reason"><'),
    ),
    *violations(
        "noted_posts_are_only_on_their_page",
        ("feed.xml", "<summary>", f"<summary>{TEXT_WITH_NOTE}"),
        ("home", '(name="description" content=")', rf"\1{TEXT_WITH_NOTE}"),
        ("thread-content-note", '("text":")', rf"\1{TEXT_WITH_NOTE}"),
        (
            "thread-content-note",
            "<title>",
            f'<meta property="og:title" content="{TEXT_WITH_NOTE}"><title>',
        ),
        ("member-plain", 'class="row-facts">', f'class="row-facts">{TEXT_WITH_NOTE}'),
    ),
    *violations(
        "mentions_link_to_members",
        ("thread-twenty-posts", r'<a class="mention".*?>(.*?)</a>', r"\1"),
        ("thread-twenty-posts", r'(<a class="mention" href=")[^"]*', r"\1/members/wren/"),
    ),
    *violations(
        "terms_are_explained_at_first_use",
        ("thread-accepted", r'<span class="meaning".*?</span>', ""),
        ("thread-accepted", r'(<span class="meaning".*?</span>)', r"\1\1"),
        ("thread-accepted", r'(<span class="meaning".*?</span>)', r"<a>\1</a>"),
    ),
    *violations(
        "structured_data_matches_posts",
        ("thread-plain", '"headline":"', '"headline":"x'),
        ("thread-plain", r'("Comment".*?"datePublished":")2', r"\g<1>3"),
        ("thread-plain", r'("Comment".*?"name":")', r"\1x"),
        ("thread-plain", '"Comment"', '"Person"'),
    ),
]
