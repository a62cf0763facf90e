"""Operators: their results, the fields that write them, and messages about wrong ones."""

import pytest

from browser import Visitor
from search_session import heading, posts, searched, submit, wait


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("lymph -drain", "lymph"),
        ('"lymph nodes"', "lymph nodes"),
        ('drain author:"Slightly Windswept"', "drain"),
        ("drain board:Surgery", "drain"),
        ("drain role:nurse", "drain"),
        ("drain is:closed", "drain"),
        ("drain after:2022-05 before:2022-07", "drain"),
        ("drain before:2022", "drain before:2024"),
    ],
)
def test_operators_narrow_the_results(visitor: Visitor, text: str, more: str) -> None:
    with searched(visitor, text) as page:
        narrow = set(posts(page))
        assert page.locator("#search-notes .notice").count() == 0
        submit(page, more)
        assert narrow <= set(posts(page))


@pytest.mark.parametrize(
    "text", ["before:2035-01-01", "after:2001-01-01", "-drain", "before:2021-02-01"]
)
def test_dates_and_exclusions_alone_find_posts_or_say_why_not(visitor: Visitor, text: str) -> None:
    with searched(visitor, text) as page:
        notes = page.locator("#search-notes .notice").count()
        assert bool(posts(page)) != bool(notes), heading(page)


def test_the_forms_fields_write_operators(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        page.click(".search-narrow summary")
        page.fill("#search-phrase", "lymph nodes")
        page.fill("#search-without", "scan")
        page.select_option("#search-role", "nurse")
        page.fill("#search-after", "2021-06-15")
        query = 'drain "lymph nodes" -scan role:nurse after:2021-06-15'
        assert page.input_value("#search-q") == query
        page.click(".search-narrow button")
        wait(page)
        assert page.input_value("#search-phrase") == "lymph nodes"
        assert page.input_value("#search-after") == "2021-06-15"


@pytest.mark.parametrize(
    ("text", "mistake", "better"),
    [
        ("autor:Wren drain", "autor:", "author:Wren drain"),
        ("board:surgrey drain", "board:surgrey", "board:surgery drain"),
        ("role:nurs drain", "role:nurs", "role:nurse drain"),
        ("is:close drain", "is:close", "is:closed drain"),
        ("is:open drain", "is:closed, is:answered", "drain"),
        ("foo:bar drain", "foo:", "drain"),
        ("drain author:zzzz", "author:zzzz", "drain"),
        ("before:2022-13-01 drain", "2022-13-01", None),
        ("before:1/6/2022 drain", "1/6/2022", "before:2022-06-01 drain"),
        ("-drain", "nothing to look for", None),
    ],
)
def test_a_wrong_operator_is_explained(
    visitor: Visitor, text: str, mistake: str, better: str | None
) -> None:
    with searched(visitor, text) as page:
        assert mistake in page.inner_text("#search-notes")
        links = page.locator("#search-notes a").all_inner_texts()
        assert links == ([better] if better else [])


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('drain author:""', "author:"),
        ("drain is:", "is:"),
        ("board: ", "board:"),
        ("drain -author:nobodyhere", "author:nobodyhere"),
        ("drain -tag:nosuchtag", "tag:nosuchtag"),
        ("drain author:Wren author:nobodyhere", "author:nobodyhere"),
    ],
)
def test_no_invalid_operator_is_ignored(visitor: Visitor, text: str, mistake: str) -> None:
    with searched(visitor, text) as page:
        assert f"“{mistake}”" in page.inner_text("#search-notes")
