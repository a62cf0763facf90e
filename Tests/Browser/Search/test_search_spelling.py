"""Misspelt words are corrected, right words are not."""

import pytest

from browser import Visitor
from search_queries import read_queries
from search_session import posts, searched, submit, wait


def test_misspelt_words_are_corrected(visitor: Visitor) -> None:
    missed = []
    misspellings = read_queries("misspellings.yml")
    with searched(visitor, "drain") as page:
        for wrong, right in misspellings.items():
            submit(page, wrong)
            if right not in page.inner_text("#search-correction").lower():
                missed.append((wrong, right, page.inner_text("#search-correction")))
    assert len(missed) * 50 <= 3 * len(misspellings), missed


def test_right_words_are_never_corrected(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        for word in read_queries("right-words.yml"):
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
