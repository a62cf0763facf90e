"""Paging, going back and repeated searches."""

import re

import pytest
from playwright.sync_api import Page

from browser import Visitor
from search_session import heading, posts, searched, submit, wait


def total(page: Page) -> int | None:
    """None if the page does not show the number of results."""
    match = re.fullmatch(r"Results: (\d+)", heading(page))
    return int(match[1]) if match else None


def turn(page: Page, link: str) -> None:
    page.locator("#search-pages a", has_text=link).click()
    wait(page)


def test_a_corrected_search_has_further_pages(large_visitor: Visitor) -> None:
    with searched(large_visitor, "letrozole") as page:
        turn(page, "Next")
        right = posts(page)
    with searched(large_visitor, "letrozol") as page:
        turn(page, "Next")
        assert right and posts(page) == right
        assert "Showing results for letrozole." in page.inner_text("#search-correction")


@pytest.mark.parametrize(
    "text",
    [
        "sore after:2015",
        "mammogram -is:closed",
        '"looking back"',
        "lumpectomy -scar",
        "mammogram before:2020",
    ],
)
def test_the_number_of_results_is_that_of_all_pages(large_visitor: Visitor, text: str) -> None:
    with searched(large_visitor, text) as page:
        said, found = {total(page)}, posts(page)
        while page.locator("#search-pages a", has_text="Next").count():
            turn(page, "Next")
            said.add(total(page))
            found += posts(page)
        numbers = said - {None}
        assert numbers <= {len(found)}, (numbers, len(found))
        assert len(set(found)) == len(found) > 0


def test_page_after_the_last_shows_the_last(large_visitor: Visitor) -> None:
    with searched(large_visitor, "sore after:2015") as page:
        found = len(posts(page))
        while page.locator("#search-pages a", has_text="Next").count():
            turn(page, "Next")
            found = len(posts(page))
        last = posts(page)
    assert found
    with searched(large_visitor, "sore after:2015", page="99") as page:
        assert posts(page) == last


def test_back_restores_scroll_position(large_visitor: Visitor) -> None:
    with searched(large_visitor, "lumpectomy") as page:
        page.evaluate("scrollTo(0, 1500)")
        turn(page, "Next")
        page.go_back()
        wait(page)
        page.wait_for_function("scrollY > 1000")


def test_repeated_search_adds_no_history_entry(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        before = page.evaluate("history.length")
        submit(page, "drain")
        submit(page, "drain")
        assert page.evaluate("history.length") == before


def test_a_link_within_the_page_leaves_what_is_typed(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        page.fill("#search-q", "mastectomy")
        page.locator(".search-ways a[href='#helpline']").click()
        page.wait_for_url("**#helpline")
        page.wait_for_timeout(200)
        assert page.input_value("#search-q") == "mastectomy"
        assert page.locator("#search-results > li").count()


def test_what_is_typed_above_the_form_stays_in_it(visitor: Visitor) -> None:
    with searched(visitor, "drain role:nurse") as page:
        page.click(".search-narrow summary")
        page.fill("#search-q", "lymph nodes")
        page.select_option("#search-board", "surgery")
        assert page.input_value("#search-q") == "lymph nodes board:surgery"


def test_the_form_of_an_emptied_page_is_empty(visitor: Visitor) -> None:
    with visitor.visit("search/") as page:
        page.click(".search-narrow summary")
        submit(page, "drain role:nurse")
        assert page.input_value("#search-role") == "nurse"
        page.go_back()
        page.wait_for_url("**/search/")
        page.check("[data-part=closed]")
        assert page.input_value("#search-q") == "is:closed"
