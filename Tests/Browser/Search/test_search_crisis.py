"""Crisis words show the crisis lines, also misspelt and without the index. Other words do not."""

import json

import pytest

from browser import Visitor
from search_session import searched, submit


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


@pytest.mark.parametrize(
    "text",
    [
        "suicidel",
        "I feel suicidle",
        "kil myself",
        "wnat to die",
        "suiside",
        "end my live",
        "kill my self",
        "overdoze",
    ],
)
def test_misspelt_crisis_words_show_the_crisis_lines(visitor: Visitor, text: str) -> None:
    """Such words are not corrected."""
    with searched(visitor, text) as page:
        assert page.is_visible("#search-crisis")
        assert page.inner_text("#search-correction") == ""


def test_crisis_words_need_no_index(visitor: Visitor) -> None:
    with visitor.visit("search/") as page:
        page.context.set_offline(True)
        page.fill("#search-q", "Suicide!")
        page.press("#search-q", "Enter")
        page.locator("#search-crisis").wait_for()


@pytest.mark.parametrize(
    "text",
    [
        "drain",
        "letrozol",
        "tired of this sore arm",
        "drian",
        "going on a diet",
        "cant go in the bath",
    ],
)
def test_other_words_show_no_crisis_lines(visitor: Visitor, text: str) -> None:
    with searched(visitor, text) as page:
        assert not page.is_visible("#search-crisis")
