"""Violations of the rules for single pages."""

from violation import violations

PAGE_VIOLATIONS = [
    *violations(
        "each_page_nests_elements_correctly",
        ("home", "</ul>", ""),
        ("redirect", "</main>", "</section>"),
        ("page", "<main", '<p id="content">x</p><main'),
        ("glossary", "<main", "<!-- x --><main"),
    ),
    *violations(
        "each_page_has_one_disclaimer",
        ("redirect", 'class="disclaimer"', ""),
        ("not-found", "<main", '<main class="disclaimer"'),
        ("home", "not medical advice", ""),
    ),
    *violations(
        "each_page_has_one_helpline",
        ("redirect", 'class="helpline"', 'class="helplines"'),
        ("not-found", "<main", '<main class="wide helpline"'),
        ("board-first", r'(<aside.*?)"tel:\d+"', r'\1"/"'),
        ("thread-plain", "9am to 4pm", "09:00–16:00"),
    ),
    *violations(
        "each_page_has_one_h1",
        ("member-role", "<main(.*?)>", r"<main\1><h1>x</h1>"),
        ("redirect", "<h1>.*?</h1>", ""),
        ("loads", "<h1>.*?</h1>", "<h1> </h1>"),
    ),
    *violations(
        "each_page_has_canonical_url",
        ("thread-page-2", '(rel="canonical" href="[^"]*/)page/2/"', r'\1"'),
        ("redirect", '(rel="canonical" href="[^"]*)/"', r'\1"'),
        ("not-found", "</title>", '</title><link rel="canonical" href="https://x.example.org/">'),
        ("home", '(property="og:url" content="[^"]*)/"', r'\1"'),
        ("tag", '<link rel="canonical"[^>]*>', ""),
    ),
    *violations(
        "each_page_loads_only_from_own_host",
        ("home", 'src="/', 'src="//x.example.org/'),
        ("thread-plain", "<main", '<img src="https://x.example.org/a.png"><main'),
        ("thread-plain", "<main", '<img src="a.png"><main'),
        ("redirect", 'rel="stylesheet" href="', 'rel="stylesheet" href="https://x.example.org'),
        ("page", "<main", '<link rel="preconnect" href="https://x.example.org"><main'),
    ),
    *violations(
        "each_page_has_no_inline_code",
        ("home", "<main", '<main style="color: red"'),
        ("home", "<main", '<main onclick="x()"'),
        ("redirect", "</head>", "<style>p{}</style></head>"),
        ("not-found", "</head>", "<script>x()</script></head>"),
        ("member-plain", "<main", '<img src="data:image/gif;base64,R0"><main'),
        ("tags", "<main", '<a href="JavaScript:x()">x</a><main'),
    ),
    *violations(
        "each_page_has_machine_readable_dates",
        ("thread-plain", '<time datetime="[^"]*"', '<time datetime="2022-05-31T19:42"'),
        ("home", '<time datetime="[^"]*"', "<time"),
    ),
    *violations(
        "each_page_shows_counts_in_header_from_1000",
        ("tag", '<nav class="main-menu"', '<p>353 posts</p><nav class="main-menu"'),
    ),
    *violations(
        "each_page_links_privacy_policy",
        ("redirect", '"/privacy-policy/"', '"/about/"'),
    ),
    *violations(
        "each_page_has_rel_on_post_links",
        (
            "thread-twenty-posts",
            '(class="post-body.*?>)',
            r'\1<a href="https://x.example.org">x</a>',
        ),
        ("thread-twenty-posts", '(class="post-body.*?>)', r'\1<a href="../x/">x</a>'),
    ),
    *violations(
        "each_page_has_root_relative_links",
        ("home", '<a href="/"', '<a href="https://community.example.org"'),
        ("tag", '<a href="/"', '<a href="https://community.example.org/tags/"'),
    ),
    *violations(
        "each_page_has_only_markdown_elements_in_posts",
        ("thread-plain", '(class="post-body.*?>)', r"\1<b>x</b>"),
        ("thread-official", '(class="post-body.*?>)', r"\1<h2>x</h2>"),
    ),
    *violations(
        "each_page_has_valid_structured_data",
        ("thread-plain", "https://schema.org", "https://x.example.org"),
        ("thread-plain", '"@type"', '"@type'),
    ),
]
