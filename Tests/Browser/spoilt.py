"""A breach of each promise: what is put where in the published sample, and which promise has to
notice it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from kinds import Sample
from published import Site
from site_promises import file_of


@dataclass(frozen=True)
class Spoilt:
    """The first match of `old` in a file of the sample becomes `new`; `file` is its path, or the
    name of a page in kinds.py. Without `old` the file is new, without `new` it is gone.
    """

    promise: str
    file: str
    old: str | None
    new: str | None

    def of(self, site: Site, samples: dict[str, Sample]) -> Site:
        path = file_of(samples[self.file].path) if self.file in samples else self.file
        if self.new is None or self.old is None:
            return site.with_file(path, None if self.new is None else self.new.encode())
        before = site.files[path].decode("utf-8")
        after = re.sub(self.old, self.new, before, count=1, flags=re.DOTALL)
        assert after != before, f"{path} has nothing like {self.old}"
        return site.with_file(path, after.encode("utf-8"))


def _spoilt(promise: str, *breaches: tuple[str, str | None, str | None]) -> list[Spoilt]:
    return [Spoilt(promise, *breach) for breach in breaches]


# A post with its front matter, up to what follows.
_ARTICLE = r"<article .*?</article>"

# Of the sample's boards/secondary/2023/what-i-did-today.md, which carries a note.
_NOTED = "A thread for small things. I'll begin: I taught my nephew to skim stones."

SPOILT = [
    *_spoilt(
        "each_page_nests_its_elements",
        ("home", "</ul>", ""),
        ("redirect", "</main>", "</section>"),
        ("page", "<main", '<p id="content">x</p><main'),
        ("glossary", "<main", "<!-- x --><main"),
    ),
    *_spoilt(
        "each_page_holds_one_disclaimer",
        ("redirect", 'class="disclaimer"', ""),
        ("not-found", "<main", '<main class="disclaimer"'),
        ("home", "not medical advice", ""),
    ),
    *_spoilt(
        "each_page_holds_one_helpline",
        ("redirect", 'class="helpline"', 'class="helplines"'),
        ("not-found", "<main", '<main class="wide helpline"'),
        ("board-first", r'(<aside.*?)"tel:\d+"', r'\1"/"'),
        ("thread-plain", "9am to 4pm", "09:00–16:00"),
    ),
    *_spoilt(
        "each_page_has_one_heading",
        ("member-role", "<main(.*?)>", r"<main\1><h1>x</h1>"),
        ("redirect", "<h1>.*?</h1>", ""),
        ("loads", "<h1>.*?</h1>", "<h1> </h1>"),
    ),
    *_spoilt(
        "each_page_names_its_address",
        ("thread-page-2", '(rel="canonical" href="[^"]*/)page/2/"', r'\1"'),
        ("redirect", '(rel="canonical" href="[^"]*)/"', r'\1"'),
        ("not-found", "</title>", '</title><link rel="canonical" href="https://x.example.org/">'),
        ("home", '(property="og:url" content="[^"]*)/"', r'\1"'),
        ("tag", '<link rel="canonical"[^>]*>', ""),
    ),
    *_spoilt(
        "each_page_loads_from_its_own_host",
        ("home", 'src="/', 'src="//x.example.org/'),
        ("thread-plain", "<main", '<img src="https://x.example.org/a.png"><main'),
        ("thread-plain", "<main", '<img src="a.png"><main'),
        ("redirect", 'rel="stylesheet" href="', 'rel="stylesheet" href="https://x.example.org'),
        ("page", "<main", '<link rel="preconnect" href="https://x.example.org"><main'),
    ),
    *_spoilt(
        "each_page_holds_no_inline_code",
        ("home", "<main", '<main style="color: red"'),
        ("home", "<main", '<main onclick="x()"'),
        ("redirect", "</head>", "<style>p{}</style></head>"),
        ("not-found", "</head>", "<script>x()</script></head>"),
        ("member-plain", "<main", '<img src="data:image/gif;base64,R0"><main'),
        ("tags", "<main", '<a href="JavaScript:x()">x</a><main'),
    ),
    *_spoilt(
        "each_page_writes_dates_for_machines",
        ("thread-plain", '<time datetime="[^"]*"', '<time datetime="2022-05-31T19:42"'),
        ("home", '<time datetime="[^"]*"', "<time"),
    ),
    *_spoilt(
        "each_page_has_counts_in_its_header_from_a_thousand_on",
        ("tag", '<nav class="main-menu"', '<p>353 posts</p><nav class="main-menu"'),
    ),
    *_spoilt(
        "each_page_links_its_privacy_policy",
        ("redirect", '"/privacy-policy/"', '"/about/"'),
    ),
    *_spoilt(
        "each_page_marks_the_links_of_posts",
        (
            "thread-twenty-posts",
            '(class="post-body.*?>)',
            r'\1<a href="https://x.example.org">x</a>',
        ),
        ("thread-twenty-posts", '(class="post-body.*?>)', r'\1<a href="../x/">x</a>'),
    ),
    *_spoilt(
        "each_page_is_linked_root_relative",
        ("home", '<a href="/"', '<a href="https://community.example.org"'),
        ("tag", '<a href="/"', '<a href="https://community.example.org/tags/"'),
    ),
    *_spoilt(
        "each_page_shows_only_markdown_in_posts",
        ("thread-plain", '(class="post-body.*?>)', r"\1<b>x</b>"),
        ("thread-official", '(class="post-body.*?>)', r"\1<h2>x</h2>"),
    ),
    *_spoilt(
        "each_page_holds_data_that_can_be_read",
        ("thread-plain", "https://schema.org", "https://x.example.org"),
        ("thread-plain", '"@type"', '"@type'),
    ),
    *_spoilt(
        "each_post_stands_on_its_page",
        ("thread-page-2", None, None),
        ("thread-closed", 'id="post-2"', 'id="post-3"'),
        ("thread-plain", _ARTICLE, ""),
        ("thread-newest-first", f"({_ARTICLE})(.*?)({_ARTICLE})", r"\3\2\1"),
        ("thread-plain", '<article class="post', '<article class="posts'),
    ),
    *_spoilt(
        "each_post_is_marked_for_what_it_is",
        ("thread-official", " post-official", ""),
        ("thread-plain", 'class="post"', 'class="post post-official"'),
        ("thread-removed", " post-removed", ""),
        ("thread-outdated", " post-outdated", ""),
        ("thread-plain", "post-head", "post-head post-outdated"),
        ("thread-content-note", "<details(.*?)</details>", r"<div\1</div>"),
    ),
    *_spoilt(
        "each_post_names_its_author",
        ("thread-plain", r'(class="post-author">).*?</span>', r"\1Somebody</span>"),
        ("thread-plain", r'(class="post-author"><a href=")[^"]*', r"\1/members/"),
        ("thread-plain", 'class="post-author"', ""),
        (
            "boards/after-treatment/flying/index.html",
            "Former member</span>",
            '<a href="/members/">Former member</a></span>',
        ),
    ),
    *_spoilt(
        "each_post_begins_with_its_date",
        ("thread-plain", r"(<article.*?T..):", r"\1:1"),
        ("thread-plain", r"(<article.*?[+])\d\d:", r"\g<1>02:"),
    ),
    *_spoilt(
        "each_post_shows_its_subject",
        ("thread-accepted", r'(id="post-2-subject">)Re: ', r"\1"),
    ),
    *_spoilt(
        "each_post_says_what_was_written",
        ("thread-plain", r'(class="post-body.*?<p>)\w', r"\1"),
        ("thread-content-note", r'(class="post-body.*?</p>)', r"\1<p>x</p>"),
        ("thread-official", 'class="post-body', 'class="post-bodies'),
    ),
    *_spoilt(
        "a_removed_post_keeps_its_number_only",
        ("thread-removed", r"(post-removed.*?</header>)", r'\1<p class="post-author">x</p>'),
        ("thread-removed", r"(post-removed.*?</header>)", r'\1<p class="post-body">x</p>'),
        ("thread-removed", r'class="post-reason">.*?<', r'class="post-reason"><'),
    ),
    *_spoilt(
        "a_noted_post_is_told_on_its_page_only",
        ("feed.xml", "<summary>", f"<summary>{_NOTED}"),
        ("home", '(name="description" content=")', rf"\1{_NOTED}"),
        ("thread-content-note", '("text":")', rf"\1{_NOTED}"),
        ("thread-content-note", "<title>", f'<meta property="og:title" content="{_NOTED}"><title>'),
        ("member-plain", 'class="row-facts">', f'class="row-facts">{_NOTED}'),
    ),
    *_spoilt(
        "mentions_link_to_members",
        ("thread-twenty-posts", r'<a class="mention".*?>(.*?)</a>', r"\1"),
        ("thread-twenty-posts", r'(<a class="mention" href=")[^"]*', r"\1/members/wren/"),
    ),
    *_spoilt(
        "terms_are_explained_at_their_first_use",
        ("thread-accepted", r'<span class="meaning".*?</span>', ""),
        ("thread-accepted", r'(<span class="meaning".*?</span>)', r"\1\1"),
        ("thread-accepted", r'(<span class="meaning".*?</span>)', r"<a>\1</a>"),
    ),
    *_spoilt(
        "structured_data_tells_the_same",
        ("thread-plain", '"headline":"', '"headline":"x'),
        ("thread-plain", r'("Comment".*?"datePublished":")2', r"\g<1>3"),
        ("thread-plain", r'("Comment".*?"name":")', r"\1x"),
        ("thread-plain", '"Comment"', '"Person"'),
    ),
    *_spoilt(
        "every_url_is_there_and_no_other",
        ("member-plain", None, None),
        ("board-page-2", None, None),
        ("redirect", None, None),
        ("boards/surgery/started/index.html", None, None),
        ("members/nobody/index.html", None, "<p>x"),
        ("boards/surgery/page/9/index.html", None, "<p>x"),
        ("boards/surgery/drains/page/2/index.html", None, "<p>x"),
    ),
    *_spoilt(
        "aliases_lead_to_their_pages",
        ("redirect", 'url=[^"]*"', 'url=/"'),
        ("nobody/index.html", None, '<meta http-equiv="refresh" content="0; url=/">'),
    ),
    *_spoilt(
        "every_link_inside_leads_somewhere",
        ("home", '<a href="/boards/[^"]*"', '<a href="/boards/nowhere/"'),
        ("home", '<a href="/boards/[^"]*"', '<a href="/boards/surgery"'),
        ("home", '<a href="/boards/[^"]*"', '<a href="boards/surgery/"'),
        ("home", '<a href="/boards/[^"]*"', '<a href="//boards/"'),
        ("home", '<a href="/boards/[^"]*"', '<a href=""'),
        ("home", '<a href="/boards/[^"]*"', '<a href="ftp://x.example.org"'),
        ("board-first", '#post-[0-9]+"', '#post-999"'),
        ("redirect", 'href="#content"', 'href="#contents"'),
    ),
    *_spoilt(
        "a_thread_shows_its_title_tags_and_state",
        ("thread-plain", "<h1>", "<h1>x"),
        ("thread-closed", " thread-closed", ""),
        ("thread-plain", "<h1>", '<p class="thread-closed">x</p><h1>'),
        ("thread-plain", '<a href="/tags/[^"]*" rel="tag"', "<a"),
    ),
    *_spoilt(
        "a_thread_links_its_answer_from_the_top",
        ("thread-accepted", r'(class="to-accepted"><a href="[^"#]*)#post-\d+', r"\1"),
    ),
    *_spoilt(
        "the_home_page_counts",
        ("home", r">\d+ posts", ">1 posts"),
        ("home", r"\d+ members", "member"),
        ("home", "/boards/surgery/", "/boards/"),
        ("home", r'(id="newest".*?)<li>.*?</li>', r"\1"),
    ),
    *_spoilt(
        "a_board_shows_its_disclaimer_with_each_thread",
        ("thread-closed", 'class="board-notice".*?</section>', "></section>"),
        ("thread-closed", 'class="board-notice-link"><a href="[^"]*"', "><a"),
    ),
    *_spoilt(
        "lists_count_replies",
        ("board-first", r"\d+ replies", "99 replies"),
        ("home", r"\d+ replies", "99 replies"),
    ),
    *_spoilt(
        "boards_list_their_threads",
        ("board-first", r"(<li>\s*<p class=.row-title.*?</li>)(.*?)(<li>.*?</li>)", r"\3\2\1"),
        ("board-started", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("boards/everyday-chat/index.html", '(row-title"><a href="[^"]*)page/2/', r"\1"),
    ),
    *_spoilt(
        "tags_list_their_threads",
        ("tags", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("tag", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("tag", "<h1>", "<h1>Tag: "),
    ),
    *_spoilt(
        "members_have_their_posts",
        ("member-plain", "<h1>", "<h1>Member "),
        ("member-plain", r"(<li>\s*<p class=.row-title.*?</li>)", r"\1\1"),
        ("members", r"<li>\s*<p class=.row-title.*?</li>", ""),
    ),
    *_spoilt(
        "the_glossary_has_its_terms",
        ("glossary", "<dd>.*?</dd>", ""),
    ),
    *_spoilt(
        "feeds_hold_the_newest_posts",
        ("feed.xml", "</entry>", ""),
        ("feed.xml", "<entry>.*?</entry>", ""),
        ("feed.xml", "(<entry>.*?</entry>)(.*?)(<entry>.*?</entry>)", r"\3\2\1"),
        ("feed.xml", "(<entry>.*?<name>)", r"\1x"),
        ("feed.xml", "(<entry>.*?<title>)", r"\1x"),
        ("feed.xml", "(<entry>.*?href=.*?)#post", r"\1#posts"),
        ("boards/surgery/feed.xml", None, None),
        ("members/feed.xml", None, "<feed/>"),
    ),
    *_spoilt(
        "the_sitemap_lists_the_canonical_urls",
        ("sitemap.xml", "<url>.*?</url>", ""),
        ("sitemap.xml", "(<url>.*?</url>)", r"\1\1"),
        (
            "sitemap.xml",
            "</urlset>",
            "<url><loc>https://x.example.org/404.html</loc></url></urlset>",
        ),
        ("robots.txt", "sitemap", "map"),
    ),
    *_spoilt(
        "its_own_list_names_its_files",
        (".forumgen/files", "404.html\n", ""),
        (".forumgen/files", "(404.html)\n(.*?)\n", r"\2\n\1\n"),
        (".forumgen/files", "$", "zebra\n"),
        ("left-behind.txt", None, "x"),
    ),
    *_spoilt(
        "static_files_are_copied",
        ("static/hospital-bag.txt", "^.", ""),
        ("static/hospital-bag.txt", None, None),
        ("static/x.txt", None, "x"),
    ),
    *_spoilt(
        "a_security_contact_is_told",
        (".well-known/security.txt", "@", "(at)"),
        (".well-known/security.txt", None, None),
    ),
    *_spoilt(
        "style_sheets_load_nothing_from_elsewhere",
        ("assets/x.css", None, "p { background: url(//x.example.org/a.png) }"),
        ("assets/x.css", None, "p { background: url('data:image/gif;base64,R0') }"),
        ("assets/x.css", None, "@import 'x.css';"),
    ),
    *_spoilt(
        "no_file_holds_the_day_of_its_build",
        ("sitemap.xml", "</loc>", "</loc><lastmod>2026-11-20</lastmod>"),
        ("home", "<main", "<p>Built on 20 November 2026</p><main"),
    ),
    *_spoilt(
        "former_members_are_forgotten",
        ("home", "</main>", "Rose wrote</main>"),
        ("home", "</main>", "<p>rose wrote:</p></main>"),
        ("home", "</main>", "@rose</main>"),
        ("members/rose/index.html", None, "<p>x"),
        ("feed.xml", "<name>.*?</name>", "<name>Rose</name>"),
        ("feed.xml", "(/members/)[^/]*", rf"\1x~{sha256(b'rose').hexdigest()[:8]}"),
    ),
]

# The same name; the last is found in pages only.
DISGUISES = (
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
