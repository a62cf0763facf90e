"""Violations of the rules for the whole folder."""

from hashlib import sha256

from violation import violations

SITE_VIOLATIONS = [
    *violations(
        "urls_match_content",
        ("member-plain", None, None),
        ("board-page-2", None, None),
        ("redirect", None, None),
        ("boards/surgery/started/index.html", None, None),
        ("members/nobody/index.html", None, "<p>x"),
        ("boards/surgery/page/9/index.html", None, "<p>x"),
        ("boards/surgery/drains/page/2/index.html", None, "<p>x"),
    ),
    *violations(
        "aliases_redirect_to_pages",
        ("redirect", 'url=[^"]*"', 'url=/"'),
        ("nobody/index.html", None, '<meta http-equiv="refresh" content="0; url=/">'),
    ),
    *violations(
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
    *violations(
        "threads_show_title_tags_and_state",
        ("thread-plain", "<h1>", "<h1>x"),
        ("thread-closed", " thread-closed", ""),
        ("thread-plain", "<h1>", '<p class="thread-closed">x</p><h1>'),
        ("thread-plain", '<a href="/tags/[^"]*" rel="tag"', "<a"),
    ),
    *violations(
        "threads_link_accepted_answer",
        ("thread-accepted", r'(class="to-accepted"><a href="[^"#]*)#post-\d+', r"\1"),
    ),
    *violations(
        "threads_show_board_disclaimer",
        ("thread-closed", 'class="board-notice".*?</section>', "></section>"),
        ("thread-closed", 'class="board-notice-link"><a href="[^"]*"', "><a"),
    ),
    *violations(
        "glossary_lists_terms",
        ("glossary", "<dd>.*?</dd>", ""),
    ),
    *violations(
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
    *violations(
        "file_list_matches_files",
        (".forumgen/files", "404.html\n", ""),
        (".forumgen/files", "(404.html)\n(.*?)\n", r"\2\n\1\n"),
        (".forumgen/files", "$", "zebra\n"),
        ("left-behind.txt", None, "x"),
    ),
    *violations(
        "static_files_are_copied",
        ("static/hospital-bag.txt", "^.", ""),
        ("static/hospital-bag.txt", None, None),
        ("static/x.txt", None, "x"),
    ),
    *violations(
        "security_txt_has_contact",
        (".well-known/security.txt", "@", "(at)"),
        (".well-known/security.txt", None, None),
    ),
    *violations(
        "style_sheets_load_only_own_files",
        ("assets/x.css", None, "p { background: url(//x.example.org/a.png) }"),
        ("assets/x.css", None, "p { background: url('data:image/gif;base64,R0') }"),
        ("assets/x.css", None, "@import 'x.css';"),
    ),
    *violations(
        "files_have_no_build_date",
        ("sitemap.xml", "</loc>", "</loc><lastmod>2026-11-20</lastmod>"),
        ("home", "<main", "<p>Built on 20 November 2026</p><main"),
    ),
    *violations(
        "former_member_names_are_absent",
        ("home", "</main>", "Rose wrote</main>"),
        ("home", "</main>", "<p>rose wrote:</p></main>"),
        ("home", "</main>", "@rose</main>"),
        ("members/rose/index.html", None, "<p>x"),
        ("feed.xml", "<name>.*?</name>", "<name>Rose</name>"),
        ("feed.xml", "(/members/)[^/]*", rf"\1x~{sha256(b'rose').hexdigest()[:8]}"),
    ),
]
