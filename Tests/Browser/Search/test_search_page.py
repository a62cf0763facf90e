"""The search page: results, suggestions, and what it sends and needs."""

import gzip
from typing import Any
from urllib.parse import urlencode

import pytest

from axe import violations
from browser import NARROW, WIDE, Visitor
from search_queries import read_queries
from search_session import posts, searched, submit, wait


def test_a_result_shows_thread_author_role_date_board_and_the_word(visitor: Visitor) -> None:
    with searched(visitor, "letrozole role:nurse") as page:
        first = page.locator("#search-results > li").first
        assert "Breast Care Nurse" in first.inner_text()
        assert first.locator("time[datetime]").count() == 1
        assert first.locator("h3 a").count() == 1
        marks = page.locator("#search-results mark").all_inner_texts()
        assert marks and set(marks) <= {"letrozole", "Letrozole"}


def test_the_first_link_of_a_result_is_its_post(visitor: Visitor) -> None:
    with searched(visitor, "letrozole") as page:
        for path in posts(page):
            assert path.startswith("boards/") and "#post-" in path
        page.locator("#search-results a").first.click()
        assert page.evaluate("document.querySelector(location.hash).matches('.post')")


def test_page_has_twenty_results_and_a_next_link(visitor: Visitor) -> None:
    with searched(visitor, "role:nurse") as page:
        first = posts(page)
        assert len(first) == 20
        page.locator("#search-pages a").click()
        page.wait_for_url("**page=2*")
        wait(page)
        assert posts(page) and not set(posts(page)) & set(first)
        assert page.get_attribute("#search-results", "start") == "21"
        assert page.evaluate("document.activeElement.id") == "search-heading"
        page.go_back()
        wait(page)
        assert posts(page) == first


def test_questions_are_answered_among_the_first_three(visitor: Visitor) -> None:
    missed = []
    questions = read_queries("questions.yml")
    with searched(visitor, "drain") as page:
        for question in questions:
            submit(page, question["ask"])
            if not set(posts(page)[:3]) & set(question["answers"]):
                missed.append((question["ask"], posts(page)[:3]))
    assert len(missed) <= len(questions) // 10, missed


def test_within_a_board_and_everywhere(visitor: Visitor) -> None:
    with visitor.visit("boards/surgery/") as page:
        page.fill("main input[name=q]", "drains")
        page.press("main input[name=q]", "Enter")
        page.wait_for_url("**/search/?q=drains&board=surgery")
        wait(page)
        here = posts(page)
        assert here and all(path.startswith("boards/surgery/") for path in here)
        assert "Only in Surgery." in page.inner_text(".search-limit")
        page.click(".search-limit a")
        page.wait_for_url("**/search/?q=drains")
        wait(page)
        assert set(here) < set(posts(page))


def test_typed_text_is_neither_sent_nor_stored(visitor: Visitor) -> None:
    with visitor.visit("search/") as page:
        asked: list[str] = []
        page.context.on(
            "request", lambda request: asked.append(request.url + (request.post_data or ""))
        )
        page.locator("#search-q").press_sequentially("kill myself")
        page.press("#search-q", "Enter")
        page.wait_for_url("**q=kill*")
        wait(page)
        assert asked and not [url for url in asked if "kill" in url or "myself" in url]
        stored = "localStorage.length + sessionStorage.length + document.cookie.length"
        assert page.evaluate(stored) == 0


def test_suggestions_by_keyboard(visitor: Visitor) -> None:
    with visitor.visit("search/") as page:
        page.locator("#search-q").press_sequentially("lympho")
        page.locator("[role=option]").first.wait_for()
        assert page.get_attribute("#search-q", "aria-expanded") == "true"
        assert page.inner_text("#search-suggested").startswith("Suggestions: ")
        page.press("#search-q", "ArrowDown")
        chosen = page.get_attribute("#search-q", "aria-activedescendant")
        assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
        page.press("#search-q", "ArrowUp")
        assert page.get_attribute("#search-q", "aria-activedescendant") is None
        page.press("#search-q", "Escape")
        assert page.get_attribute("#search-q", "aria-expanded") == "false"
        assert page.input_value("#search-q") == "lympho"
        page.press("#search-q", "Backspace")
        page.locator("[role=option]").first.wait_for()
        page.press("#search-q", "ArrowDown")
        page.press("#search-q", "Enter")
        page.wait_for_url(lambda url: "/search/" not in url)


def test_without_a_script_it_offers_other_ways(visitor: Visitor) -> None:
    with visitor.visit("search/?q=drain", java_script_enabled=False) as page:
        assert "JavaScript" in page.inner_text("main")
        assert not page.is_visible("#search-form")
        hrefs = [link.get_attribute("href") for link in page.locator(".search-ways a").all()]
        assert {"/boards/surgery/", "/tags/", "/glossary/", "#helpline"} <= set(hrefs)


STATES = ["", "letrozol", "letrozole", "role:nurse", "autor:Wren x", "kill myself", "zzzzqqqq"]


@pytest.mark.parametrize("text", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
def test_axe_finds_nothing_in_any_state(
    visitor: Visitor, text: str, scheme: str, size: Any
) -> None:
    with visitor.visit(
        "search/?" + urlencode({"q": text}), color_scheme=scheme, viewport=size
    ) as page:
        if text:
            wait(page)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click(".search-narrow summary")
        page.fill("#search-q", "")
        page.locator("#search-q").press_sequentially("lymph")
        page.locator("[role=option]").first.wait_for()
        page.press("#search-q", "ArrowDown")
        assert violations(page) == []


def test_script_sizes(visitor: Visitor) -> None:
    files = list((visitor.site.folder / "assets").glob("search*.js"))
    assert len(files) == 2
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) < 26_000
