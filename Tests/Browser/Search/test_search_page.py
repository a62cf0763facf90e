"""The search page: results, messages and address."""

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import yaml
from playwright.sync_api import Route

from axe import violations
from browser import NARROW, WIDE, Visitor
from search_session import heading, posts, searched, submit, wait

DATA = Path(__file__).parents[2] / "Search"


def read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))


# What is found


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
    questions = read("questions.yml")
    with searched(visitor, "drain") as page:
        for question in questions:
            submit(page, question["ask"])
            if not set(posts(page)[:3]) & set(question["answers"]):
                missed.append((question["ask"], posts(page)[:3]))
    assert len(missed) <= len(questions) // 10, missed


# Spelling


def test_misspelt_words_are_corrected(visitor: Visitor) -> None:
    missed = []
    misspellings = read("misspellings.yml")
    with searched(visitor, "drain") as page:
        for wrong, right in misspellings.items():
            submit(page, wrong)
            if right not in page.inner_text("#search-correction").lower():
                missed.append((wrong, right, page.inner_text("#search-correction")))
    assert len(missed) * 50 <= 3 * len(misspellings), missed


def test_right_words_are_never_corrected(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        for word in read("right-words.yml"):
            submit(page, word)
            assert posts(page), word
            assert "Showing" not in page.inner_text("#search-correction"), word


def test_a_misspelt_word_among_others_is_corrected_alone(visitor: Visitor) -> None:
    with searched(visitor, "letrozol joint pain") as page:
        assert "Showing results for letrozole joint pain." in page.inner_text("#search-correction")
        assert posts(page)


@pytest.mark.parametrize(
    "text", ["hospice", "dying", "death", "nausea", "sickness", "hair loss", "puking"]
)
def test_different_words_are_not_corrected_automatically(visitor: Visitor, text: str) -> None:
    """The word "hospice" must not become "spice". Words of synonyms.yml are right."""
    with searched(visitor, text) as page:
        assert "Showing results" not in page.inner_text("#search-correction")


def test_misspelt_words_of_synonyms_are_understood(visitor: Visitor) -> None:
    with searched(visitor, "femera") as page:
        assert "Showing results for femara." in page.inner_text("#search-correction")
        assert posts(page)


def test_search_instead_searches_what_was_typed(visitor: Visitor) -> None:
    with searched(visitor, "letrozol") as page:
        assert "Showing results for letrozole." in page.inner_text("#search-correction")
        assert posts(page)
        page.locator("#search-correction a").nth(1).click()
        page.wait_for_url("**exact=1*")
        wait(page)
        assert posts(page) == []
        assert page.inner_text("#search-correction").strip() == "Did you mean letrozole?"
        page.locator("#search-correction a").click()
        page.wait_for_url("**q=letrozole")
        wait(page)
        assert posts(page) and page.inner_text("#search-correction") == ""


# Operators


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


# Help, suggestions, faults


def test_crisis_words_show_the_crisis_lines_above_the_results(visitor: Visitor) -> None:
    root = json.loads((visitor.site.folder / "search/index/root.json").read_text("utf-8"))
    words = root["crisis"]
    with searched(visitor, f"I want to {words[0]} {words[-1]}") as page:
        assert page.is_visible("#search-crisis")
        assert page.locator("#search-crisis a[href^='tel:']").count() >= 2
        assert page.evaluate(
            """() => document.querySelector('#search-crisis').compareDocumentPosition(
                document.querySelector('#search-answer')) & Node.DOCUMENT_POSITION_FOLLOWING"""
        )
        assert "Somebody is there" in page.inner_text("#search-status")
        submit(page, "drain")
        assert not page.is_visible("#search-crisis")


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


def test_network_error_offers_retry(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        page.context.set_offline(True)
        page.fill("#search-q", "mastectomy")
        page.press("#search-q", "Enter")
        page.locator("#search-notes button").wait_for()
        assert "online" in heading(page)
        page.context.set_offline(False)
        page.click("#search-notes button")
        page.locator("#search-results > li").first.wait_for()


def test_files_of_two_editions_are_reloaded_once(visitor: Visitor) -> None:
    """While the host publishes, the stamp of the dictionary may differ from that of the lists."""
    changed: set[str] = set()

    def answer(route: Route) -> None:
        body = bytearray(route.fetch().body())
        if route.request.url not in changed:
            body[0] ^= 1
        changed.add(route.request.url)
        route.fulfill(body=bytes(body))

    with visitor.visit("search/") as page:
        page.context.route("**/search/index/w/*", answer)
        submit(page, "chemo and the")
        assert changed and posts(page)


def test_open_page_loads_the_next_edition(visitor: Visitor) -> None:
    """Post numbers may change: no file of the previous edition is used again."""
    asked: list[str] = []

    def take(route: Route) -> None:
        asked.append(urlsplit(route.request.url).query)
        route.continue_()

    def publish(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"edition": "next"})

    with visitor.visit("search/") as page:
        page.context.route("**/search/index/*/**", take)
        submit(page, "drain")
        page.context.route("**/search/index/root.json", publish)
        submit(page, "chemo")
        assert len(set(asked)) == 1 and "" not in asked and "next" not in asked
        asked.clear()
        page.workers[0].evaluate(
            "() => { const now = Date.now; Date.now = () => now() + 6 * 60 * 1000; }"
        )
        submit(page, "drain")
        assert posts(page) and set(asked) == {"next"}


GARBAGE = bytes((7 * n * n + 3 * n) % 256 for n in range(4000))


@pytest.mark.parametrize(
    "damage", [b"", b"\x01", GARBAGE, b"\xff" * 4000], ids=["empty", "byte", "any", "ones"]
)
@pytest.mark.parametrize("part", ["root.json", "w/*", "s/*/*"])
def test_damaged_index_shows_an_error(visitor: Visitor, part: str, damage: bytes) -> None:
    """A damaged file, such as a proxy page or half a file, must not cause an endless search."""
    with visitor.visit("search/") as page:
        page.context.route(f"**/search/index/{part}", lambda route: route.fulfill(body=damage))
        page.fill("#search-q", "mastectomy drain")
        page.press("#search-q", "Enter")
        page.locator("#search-notes button").wait_for(timeout=20_000)
        page.context.unroute(f"**/search/index/{part}")
        page.click("#search-notes button")
        page.locator("#search-results > li").first.wait_for()


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
