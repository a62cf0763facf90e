"""Violations of the rules for lists and feeds."""

from violation import violations

LIST_VIOLATIONS = [
    *violations(
        "home_page_shows_counts",
        ("home", r">\d+ posts", ">1 posts"),
        ("home", r"\d+ members", "member"),
        ("home", "/boards/surgery/", "/boards/"),
        ("home", r'(id="newest".*?)<li>.*?</li>', r"\1"),
    ),
    *violations(
        "lists_count_replies",
        ("board-first", r"\d+ replies", "99 replies"),
        ("home", r"\d+ replies", "99 replies"),
    ),
    *violations(
        "boards_list_their_threads",
        ("board-first", r"(<li>\s*<p class=.row-title.*?</li>)(.*?)(<li>.*?</li>)", r"\3\2\1"),
        ("board-started", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("boards/everyday-chat/index.html", '(row-title"><a href="[^"]*)page/2/', r"\1"),
    ),
    *violations(
        "tags_list_their_threads",
        ("tags", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("tag", r"<li>\s*<p class=.row-title.*?</li>", ""),
        ("tag", "<h1>", "<h1>Tag: "),
    ),
    *violations(
        "member_pages_list_posts",
        ("member-plain", "<h1>", "<h1>Member "),
        ("member-plain", r"(<li>\s*<p class=.row-title.*?</li>)", r"\1\1"),
        ("members", r"<li>\s*<p class=.row-title.*?</li>", ""),
    ),
    *violations(
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
]
