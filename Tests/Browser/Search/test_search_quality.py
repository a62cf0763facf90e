"""Search quality on the sample: misspelt words, right words, and questions with known answers, from
Tests/Search. `-s` prints all results.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from browser import Visitor
from search_queries import read_queries
from search_session import Answer, Searcher, searching
from tables import table

# Minimum in percent.
MISSPELLINGS_FOUND = 94
QUESTIONS_ANSWERED = 90
# Results that a reader looks at.
RESULTS_CHECKED = 3


@pytest.fixture(scope="module")
def searcher(visitor: Visitor) -> Iterator[Searcher]:
    with searching(visitor) as searcher:
        yield searcher


def test_misspelt_words_are_corrected(searcher: Searcher) -> None:
    misspellings: dict[str, str] = read_queries("misspellings.yml")
    answers = {misspelt: searcher.ask(misspelt) for misspelt in misspellings}
    rows = {
        misspelt: (misspelt, right, describe(answers[misspelt]), len(answers[misspelt].results))
        for misspelt, right in misspellings.items()
    }
    print("", table(["typed", "meant", "answer", "results"], list(rows.values())), sep="\n")
    lost = [
        rows[misspelt]
        for misspelt, right in misspellings.items()
        if not searcher.corrects_to(right, answers[misspelt])
    ]
    assert percent(len(lost), rows) <= 100 - MISSPELLINGS_FOUND, (
        f"\n{table(['typed', 'meant', 'answer', 'results'], lost)}"
    )


def test_right_words_are_found_and_never_corrected(searcher: Searcher) -> None:
    answers = {word: searcher.ask(word) for word in read_queries("right-words.yml")}
    wrong = [
        (word, describe(answer), len(answer.results))
        for word, answer in answers.items()
        if answer.correction or not answer.results
    ]
    assert not wrong, f"\n{table(['typed', 'answer', 'results'], wrong)}"


def test_questions_are_answered_by_the_first_results(searcher: Searcher) -> None:
    rows = []
    for question in read_queries("questions.yml"):
        answer = searcher.ask(question["ask"])
        paths = [searcher.without_home(result) for result in answer.results]
        rank = next((i for i, path in enumerate(paths, 1) if path in question["answers"]), 0)
        first = "  ".join(map(short, paths[:RESULTS_CHECKED]))
        rows.append((question["ask"], rank or "–", describe(answer), first))
    columns = ["asked", "place", "answer", "first results"]
    print("", table(columns, rows), sep="\n")
    unanswered = [row for row in rows if row[1] not in range(1, RESULTS_CHECKED + 1)]
    assert percent(len(unanswered), rows) <= 100 - QUESTIONS_ANSWERED, (
        f"\n{table(columns, unanswered)}"
    )


# Words of the corpus. Its dictionary has larger pieces than that of the sample.
LONG_QUERIES = {
    "asked back after mammogram": None,
    "cold cap worth it": None,
    "bone pain after injections": None,
    "hot flashes tamoxifen": "hot flushes tamoxifen",
    "waiting for biopsy reslts anxious": "waiting for biopsy results anxious",
    "letrozol side effects joint pain morning": "letrozole side effects joint pain morning",
}


def test_questions_of_several_words_are_answered_by_a_larger_forum(
    large_visitor: Visitor,
) -> None:
    with searching(large_visitor) as searcher:
        for question, suggested in LONG_QUERIES.items():
            answer = searcher.ask(question)
            assert answer.results, question
            assert suggested in (None, answer.shown, answer.suggested), (question, describe(answer))


def describe(answer: Answer) -> str:
    if answer.shown:
        return f"showing {answer.shown}"
    return f"did you mean {answer.suggested}" if answer.suggested else "–"


def short(path: str) -> str:
    """drains/5 for boards/surgery/drains/#post-5"""
    thread, _, post = path.rpartition("/#post-")
    return f"{thread.split('/')[2]}/{post}"


def percent(count: int, of: Any) -> float:
    return 100 * count / len(of)
