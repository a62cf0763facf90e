"""A violation of each rule: a change to the sample, and the rule that must report it."""

import re
from dataclasses import dataclass
from hashlib import sha256

from page_kinds import Sample
from published_site import Site
from site_rules import file_of


@dataclass(frozen=True)
class Violation:
    """A change of one file. The first match of `old` becomes `new`. `file` is a path or the name of
    a sample page. Without `old` the file is created, without `new` it is deleted.
    """

    rule: str
    file: str
    old: str | None
    new: str | None

    def apply(self, site: Site, samples: dict[str, Sample]) -> Site:
        path = file_of(samples[self.file].path) if self.file in samples else self.file
        if self.new is None or self.old is None:
            return site.with_file(path, None if self.new is None else self.new.encode())
        before = site.files[path].decode("utf-8")
        after = re.sub(self.old, self.new, before, count=1, flags=re.DOTALL)
        assert after != before, f"no match of {self.old} in {path}"
        return site.with_file(path, after.encode("utf-8"))


def _violations(rule: str, *errors: tuple[str, str | None, str | None]) -> list[Violation]:
    return [Violation(rule, *error) for error in errors]


# An <article> element.
_ARTICLE = r"<article .*?</article>"

# The text of boards/secondary/2023/what-i-did-today.md, which has a content note.
_TEXT_WITH_NOTE = "A thread for small things. I'll begin: I taught my nephew to skim stones."

VIOLATIONS = [
    *_violations(
        "each_page_nests_elements_correctly",
        ("home", "</ul>", ""),
        ("redirect", "</main>", "</section>"),
        ("page", "<main", '<p id="content">x</p><main'),
        ("glossary", "<main", "<!-- x --><main"),
    ),
    *_violations(
        "each_page_has_one_disclaimer",
        ("redirect", 'class="disclaimer"', ""),
        ("not-found", "<main", '<main class="disclaimer"'),
        ("home", "not medical advice", ""),
    ),
    *_violations(
        "each_page_has_one_helpline",
        ("redirect", 'class="helpline"', 'class="helplines"'),
        ("not-found", "<main", '<main class="wide helpline"'),
        ("board-first", r'(<aside.*?)"tel:\d+"', r'\1"/"'),
        ("thread-plain", "9am to 4pm", "09:00–16:00"),
    ),
    *_violations(
        "each_page_has_one_h1",
        ("member-role", "<main(.*?)>", r"<main\1><h1>x</h1>"),
        ("redirect", "<h1>.*?</h1>", ""),
        ("loads", "<h1>.*?</h1>", "<h1> </h1>"),
    ),
    *_violations(
        "each_page_has_canonical_url",
        ("thread-page-2", '(rel="canonical" href="[^"]*/)page/2/"', r'\1"'),
        ("redirect", '(rel="canonical" href="[^"]*)/"', r'\1"'),
        ("not-found", "</title>", '</title><link rel="canonical" href="https://x.example.org/">'),
        ("home", '(property="og:url" content="[^"]*)/"', r'\1"'),
        ("tag", '<link rel="canonical"[^>]*>', ""),
    ),
    *_violations(
        "each_page_loads_only_from_own_host",
        ("home", 'src="/', 'src="//x.example.org/'),
        ("thread-plain", "<main", '<img src="https://x.example.org/a.png"><main'),
        ("thread-plain", "<main", '<img src="a.png"><main'),
        ("redirect", 'rel="stylesheet" href="', 'rel="stylesheet" href="https://x.example.org'),
        ("page", "<main", '<link rel="preconnect" href="https://x.example.org"><main'),
    ),
    *_violations(
        "each_page_has_no_inline_code",
        ("home", "<main", '<main style="color: red"'),
        ("home", "<main", '<main onclick="x()"'),
        ("redirect", "</head>", "<style>p{}</style></head>"),
        ("not-found", "</head>", "<script>x()</script></head>"),
        ("member-plain", "<main", '<img src="data:image/gif;base64,R0"><main'),
        ("tags", "<main", '<a href="JavaScript:x()">x</a><main'),
    ),
    *_violations(
        "each_page_has_machine_readable_dates",
        ("thread-plain", '<time datetime="[^"]*"', '<time datetime="2022-05-31T19:42"'),
        ("home", '<time datetime="[^"]*"', "<time"),
    ),
    *_violations(
        "each_page_shows_counts_in_header_from_1000",
        ("tag", '<nav class="main-menu"', '<p>353 posts</p><nav class="main-menu"'),
    ),
    *_violations(
        "each_page_links_privacy_policy",
        ("redirect", '"/privacy-policy/"', '"/about/"'),
    ),
    *_violations(
        "each_page_has_rel_on_post_links",
        (
            "thread-twenty-posts",
            '(class="post-body.*?>)',
            r'\1<a href="https://x.example.org">x</a>',
        ),
        ("thread-twenty-posts", '(class="post-body.*?>)', r'\1<a href="../x/">x</a>'),
    ),
    *_violations(
        "each_page_has_root_relative_links",
        ("home", '<a href="/"', '<a href="https://community.example.org"'),
        ("tag", '<a href="/"', '<a href="https://community.example.org/tags/"'),
    ),
    *_violations(
        "each_page_has_only_markdown_elements_in_posts",
        ("thread-plain", '(class="post-body.*?>)', r"\1<b>x</b>"),
        ("thread-official", '(class="post-body.*?>)', r"\1<h2>x</h2>"),
    ),
    *_violations(
        "each_page_has_valid_structured_data",
        ("thread-plain", "https://schema.org", "https://x.example.org"),
        ("thread-plain", '"@type"', '"@type'),
    ),
    *_violations(
        "posts_are_on_their_pages",
        ("thread-page-2", None, None),
        ("thread-closed", 'id="post-2"', 'id="post-3"'),
        ("thread-plain", _ARTICLE, ""),
        ("thread-newest-first", f"({_ARTICLE})(.*?)({_ARTICLE})", r"\3\2\1"),
        ("thread-plain", '<article class="post', '<article class="posts'),
    ),
    *_violations(
        "posts_have_state_classes",
        ("thread-official", " post-official", ""),
        ("thread-plain", 'class="post"', 'class="post post-official"'),
        ("thread-removed", " post-removed", ""),
        ("thread-outdated", " post-outdated", ""),
        ("thread-plain", "post-head", "post-head post-outdated"),
        ("thread-content-note", "<details(.*?)</details>", r"<div\1</div>"),
    ),
    *_violations(
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
    *_violations(
        "posts_show_date_first",
        ("thread-plain", r"(<article.*?T..):", r"\1:1"),
        ("thread-plain", r"(<article.*?[+])\d\d:", r"\g<1>02:"),
    ),
    *_violations(
        "posts_show_subject",
        ("thread-accepted", r'(id="post-2-subject">)Re: ', r"\1"),
    ),
    *_violations(
        "posts_show_body",
        ("thread-plain", r'(class="post-body.*?<p>)\w', r"\1"),
        ("thread-content-note", r'(class="post-body.*?</p>)', r"\1<p>x</p>"),
        ("thread-official", 'class="post-body', 'class="post-bodies'),
    ),
    *_violations(
        "removed_posts_hide_author_and_body",
        ("thread-removed", r"(post-removed.*?</header>)", r'\1<p class="post-author">x</p>'),
        ("thread-removed", r"(post-removed.*?</header>)", r'\1<p class="post-body">x</p>'),
        ("thread-removed", r'class="post-reason">.*?<', r'class="post-reason"><'),
    ),
    *_violations(
        "noted_posts_are_only_on_their_page",
        ("feed.xml", "<summary>", f"<summary>{_TEXT_WITH_NOTE}"),
        ("home", '(name="description" content=")', rf"\1{_TEXT_WITH_NOTE}"),
        ("thread-content-note", '("text":")', rf"\1{_TEXT_WITH_NOTE}"),
        (
            "thread-content-note",
            "<title>",
            f'<meta property="og:title" content="{_TEXT_WITH_NOTE}"><title>',
        ),
        ("member-plain", 'class="row-facts">', f'class="row-facts">{_TEXT_WITH_NOTE}'),
    ),
    *_violations(
        "mentions_link_to_members",
        ("thread-twenty-posts", r'<a class="mention".*?>(.*?)</a>', r"\1"),
        ("thread-twenty-posts", r'(<a class="mention" href=")[^"]*', r"\1/members/wren/"),
    ),
    *_violations(
        "terms_are_explained_at_first_use",
        ("thread-accepted", r'<span class="meaning".*?</span>', ""),
        ("thread-accepted", r'(<span class="meaning".*?</span>)', r"\1\1"),
        ("thread-accepted", r'(<span class="meaning".*?</span>)', r"<a>\1</a>"),
    ),
    *_violations(
        "structured_data_matches_posts",
        ("thread-plain", '"headline":"', '"headline":"x'),
        ("thread-plain", r'("Comment".*?"datePublished":")2', r"\g<1>3"),
        ("thread-plain", r'("Comment".*?"name":")', r"\1x"),
        ("thread-plain", '"Comment"', '"Person"'),
    ),
    *_violations(
        "urls_match_content",
        ("member-plain", None, None),
        ("board-page-2", None, None),
        ("redirect", None, None),
        ("boards/surgery/started/index.html", None, None),
        ("members/nobody/index.html", None, "<p>x"),
        ("boards/surgery/page/9/index.html", None, "<p>x"),
        ("boards/surgery/drains/page/2/index.html", None, "<p>x"),
    ),
    *_violations(
        "aliases_redirect_to_pages",
        ("redirect", 'url=[^"]*"', 'url=/"'),
        ("nobody/index.html", None, '<meta http-equiv="refresh" content="0; url=/">'),
    ),
    *_violations(
        "internal_links_have_targets",
        ("home", '<a href="/boards/[^"]*"', '<a href="/boards/nowhere/"'),
        ("home", '<a href="/boards/[^"]*"', '<a href="/boards/surgery"'),
        ("home", '<a href="/boards/[^"]*"', '<a href="boards/surgery/"'),
        ("home", '<a href="/boards/[^"]*"', '<a href="//boards/"'),
        ("home", '<a href="/boards/[^"]*"', '<a href=""'),
        ("home", '<a href="/boards/[^"]*"', '<a href="ftp://x.example.org"'),
        ("board-first", '#post-[0-9]+"', '#post-999"'),
        ("redirect", 'href="#content"', 'href="#contents"'),
    ),
    *_violations(
        "threads_show_title_tags_and_state",
        ("thread-plain", "<h1>", "<h1>x"),
        ("thread-closed", " thread-closed", ""),
        ("thread-plain", "<h1>", '<p class="thread-closed">x</p><h1>'),
        ("thread-plain", '<a href="/tags/[^"]*" rel="tag"', "<a"),
    ),
    *_violations(
        "threads_link_accepted_answer",
        ("thread-accepted", r'(class="to-accepted"><a href="[^"#]*)#post-\d+', r"\1"),
    ),
    *_violations(
        "home_page_shows_counts",
        ("home", r">\d+ posts", ">1 posts"),
        ("home", r"\d+ members", "member"),
        ("home", "/boards/surgery/", "/boards/"),
        ("home", r'(id="newest".*?)<li>.*?</li>', r"\1"),
    ),
    *_violations(
        "threads_show_board_disclaimer",
        ("thread-closed", 'class="board-notice".*?</section>', "></section>"),
        ("thread-closed", 'class="board-notice-link"><a href="[^"]*"', "><a"),
    ),
    *_violations(
        "lists_count_replies",
        ("board-first", r"\d+ replies", "99 replies"),
        ("home", r"\d+ replies", "99 replies"),
    ),
    *_violations(
        "boards_list_their_threads",
        ("board-first", r"(<li>\s*<p class=.row-title.*?</li>)(.*?)(<li>.*?</li>)", r"\3\2\1"),
        ("board-started", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("boards/everyday-chat/index.html", '(row-title"><a href="[^"]*)page/2/', r"\1"),
    ),
    *_violations(
        "tags_list_their_threads",
        ("tags", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("tag", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("tag", "<h1>", "<h1>Tag: "),
    ),
    *_violations(
        "member_pages_list_posts",
        ("member-plain", "<h1>", "<h1>Member "),
        ("member-plain", r"(<li>\s*<p class=.row-title.*?</li>)", r"\1\1"),
        ("members", r"<li>\s*<p class=.row-title.*?</li>", ""),
    ),
    *_violations(
        "glossary_lists_terms",
        ("glossary", "<dd>.*?</dd>", ""),
    ),
    *_violations(
        "feeds_contain_newest_posts",
        ("feed.xml", "</entry>", ""),
        ("feed.xml", "<entry>.*?</entry>", ""),
        ("feed.xml", "(<entry>.*?</entry>)(.*?)(<entry>.*?</entry>)", r"\3\2\1"),
        ("feed.xml", "(<entry>.*?<name>)", r"\1x"),
        ("feed.xml", "(<entry>.*?<title>)", r"\1x"),
        ("feed.xml", "(<entry>.*?href=.*?)#post", r"\1#posts"),
        ("boards/surgery/feed.xml", None, None),
        ("members/feed.xml", None, "<feed/>"),
    ),
    *_violations(
        "sitemap_lists_canonical_urls",
        ("sitemap.xml", "<url>.*?</url>", ""),
        ("sitemap.xml", "(<url>.*?</url>)", r"\1\1"),
        (
            "sitemap.xml",
            "</urlset>",
            "<url><loc>https://x.example.org/404.html</loc></url></urlset>",
        ),
        ("robots.txt", "sitemap", "map"),
    ),
    *_violations(
        "file_list_matches_files",
        (".forumgen/files", "404.html\n", ""),
        (".forumgen/files", "(404.html)\n(.*?)\n", r"\2\n\1\n"),
        (".forumgen/files", "$", "zebra\n"),
        ("left-behind.txt", None, "x"),
    ),
    *_violations(
        "static_files_are_copied",
        ("static/hospital-bag.txt", "^.", ""),
        ("static/hospital-bag.txt", None, None),
        ("static/x.txt", None, "x"),
    ),
    *_violations(
        "security_txt_has_contact",
        (".well-known/security.txt", "@", "(at)"),
        (".well-known/security.txt", None, None),
    ),
    *_violations(
        "style_sheets_load_only_own_files",
        ("assets/x.css", None, "p { background: url(//x.example.org/a.png) }"),
        ("assets/x.css", None, "p { background: url('data:image/gif;base64,R0') }"),
        ("assets/x.css", None, "@import 'x.css';"),
    ),
    *_violations(
        "files_have_no_build_date",
        ("sitemap.xml", "</loc>", "</loc><lastmod>2026-11-20</lastmod>"),
        ("home", "<main", "<p>Built on 20 November 2026</p><main"),
    ),
    *_violations(
        "former_member_names_are_absent",
        ("home", "</main>", "Rose wrote</main>"),
        ("home", "</main>", "<p>rose wrote:</p></main>"),
        ("home", "</main>", "@rose</main>"),
        ("members/rose/index.html", None, "<p>x"),
        ("feed.xml", "<name>.*?</name>", "<name>Rose</name>"),
        ("feed.xml", "(/members/)[^/]*", rf"\1x~{sha256(b'rose').hexdigest()[:8]}"),
    ),
]

# Spellings of one name. The last two are found in pages only.
DISGUISED_NAMES = (
    "Marmalade Jane",
    "MARMALADE JANE",
    "marmalade-jane",
    "marmalade_jane",
    "Marmalade+Jane",
    "Marmalade%20Jane",
    "%4Darmalade%20Jane",
    "Marmalade&nbsp;Jane",
    "Marmalade\u00a0Jane",
    "&#77;armalade Jane",
    "\\u004darmalade\\u0020Jane",
    "MarmaladeJane",
    "Mármalade Jane",
    "Ma\u0301rmalade Jane",
    "Marmalade <em>Jane",
)
