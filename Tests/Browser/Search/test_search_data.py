"""The queries of Tests/Search fit the sample."""

import re
import unicodedata

import pytest

from html_reader import read_page
from page_kinds import Page
from search_queries import read_queries


@pytest.fixture(scope="module")
def posts(pages: list[Page]) -> dict[str, str]:
    """Post texts with thread titles, by URL relative to the forum."""
    threads = [page for page in pages if page.path.startswith("boards/")]
    return {
        f"{page.path}#{post.get('id')}": f"{read.main.with_tag('h1')[0].text} {post.text}"
        for page in threads
        for read in [read_page(page.path, page.html)]
        for post in read.posts
    }


@pytest.fixture(scope="module")
def words(posts: dict[str, str]) -> set[str]:
    return {word for text in posts.values() for word in re.findall(r"[a-z]+", folded(text))}


def test_expected_answers_are_posts_of_the_sample(posts: dict[str, str]) -> None:
    questions = read_queries("questions.yml")
    assert len(questions) >= 30
    assert len({question["ask"] for question in questions}) == len(questions)
    assert all(question["answers"] for question in questions)
    answers = {answer for question in questions for answer in question["answers"]}
    assert sorted(answers - posts.keys()) == []


def test_corrections_are_words_of_the_sample(words: set[str]) -> None:
    misspellings = read_queries("misspellings.yml")
    assert len(misspellings) >= 50
    assert sorted(set(misspellings.values()) - words) == []
    assert sorted(words & misspellings.keys()) == []


def test_right_words_are_in_the_sample(words: set[str]) -> None:
    right = read_queries("right-words.yml")
    assert len(set(right)) == len(right) >= 50
    assert sorted(set(right) - words) == []


def folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
