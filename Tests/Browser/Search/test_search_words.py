"""The search script splits texts into words and keys like the build. Tests of both sides use the
same table.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser import Visitor

TABLE = json.loads(
    (Path(__file__).parents[2] / "Toolbox" / "Words" / "words.json").read_text("utf-8")
)

WORDS = """([text, isEnglish]) =>
  Words.of(text, isEnglish).flatMap(word => [word.surface, word.key])"""


@pytest.fixture(scope="module")
def page(visitor: Visitor) -> Iterator[Page]:
    """A page with the script of the worker."""
    with visitor.visit("search/") as page:
        page.add_script_tag(url=page.get_attribute("#search-script", "data-worker"))
        yield page


@pytest.mark.parametrize(("text", "expected"), TABLE["cases"])
def test_words_of_english(page: Page, text: str, expected: list[str]) -> None:
    assert page.evaluate(WORDS, [text, True]) == expected


@pytest.mark.parametrize(("text", "expected"), TABLE["otherLanguages"])
def test_words_of_other_languages_keep_their_forms(
    page: Page, text: str, expected: list[str]
) -> None:
    assert page.evaluate(WORDS, [text, False]) == expected


@pytest.mark.parametrize(("word", "expected"), TABLE["sounds"])
def test_phonetic_codes(page: Page, word: str, expected: str) -> None:
    assert page.evaluate("word => Spelling.sound(word)", word) == expected


def test_words_have_offsets(page: Page) -> None:
    """The offsets are used for highlighting."""
    text = "see www.example.org: Wren's dressings"
    found: list[dict[str, Any]] = page.evaluate("text => Words.of(text, true)", text)
    assert [text[word["start"] : word["end"]] for word in found] == ["see", "Wren's", "dressings"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("letrozole", "letrozole", 0),
        ("letrozol", "letrozole", 1),
        ("letrozoel", "letrozole", 1),
        ("lterozol", "letrozole", 2),
        ("drain", "brains", 2),
        ("a", "", 1),
    ],
)
def test_edit_distance(page: Page, first: str, second: str, expected: int) -> None:
    """A swap of two letters costs 1 (Damerau)."""
    assert page.evaluate("([a, b]) => Spelling.distance(a, b, 4)", [first, second]) == expected
