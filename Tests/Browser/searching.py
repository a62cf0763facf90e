"""Somebody who searches: types into the search page, and reads what it answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import Page

from browser import Visitor

# Longer than a slow machine needs; an answer takes some ten milliseconds.
PATIENCE = 10_000

SUBMIT = """query => {
  document.getElementById('search-q').value = query;
  document.getElementById('search-form').requestSubmit();
}"""
IS_ANSWERED = """() => {
  const answer = document.getElementById('search-answer');
  const heading = document.getElementById('search-heading').textContent;
  return !answer.hidden && heading !== document.getElementById('search-data').dataset.busy;
}"""
# A correction that was taken stands beside a way back, which asks for exactly what was typed.
ANSWER = """() => {
  const all = selector => Array.from(document.querySelectorAll(selector));
  const links = all('#search-correction a');
  const isShown = links.some(link => new URL(link.href).searchParams.has('exact'));
  return {
    heading: document.getElementById('search-heading').textContent,
    shown: isShown ? links[0].textContent : null,
    meant: links.length && !isShown ? links[0].textContent : null,
    results: all('#search-results h3 a').map(link => link.pathname + link.hash),
    marks: all('#search-results mark').map(mark => mark.textContent),
  };
}"""


@dataclass(frozen=True)
class Answer:
    """What the page says to a query: `shown` is the correction whose results it shows, `meant` the
    one that it only asks about; `results` are addresses below the host, best first, and `marks` the
    words that are marked in them.
    """

    heading: str
    shown: str | None
    meant: str | None
    results: list[str]
    marks: list[str]

    @property
    def correction(self) -> str | None:
        return self.shown or self.meant


@dataclass(frozen=True)
class Searcher:
    """One page for all queries, as somebody uses it who searches again and again."""

    page: Page
    home: str

    @staticmethod
    def on(page: Page) -> "Searcher":
        """The search page, with the worker's script, which knows words: for `keys`."""
        data = page.locator("#search-data")
        page.add_script_tag(url=page.get_attribute("#search-script", "data-worker"))
        return Searcher(page, data.get_attribute("data-home") or "")

    def ask(self, query: str) -> Answer:
        self.page.evaluate(SUBMIT, query)
        return self.answer()

    def answer(self) -> Answer:
        """When there is one; to what the page was opened with, for example."""
        self.page.wait_for_function(IS_ANSWERED, timeout=PATIENCE)
        return Answer(**self.page.evaluate(ANSWER))

    def below_forum(self, result: str) -> str:
        return result.removeprefix(self.home)

    def leads_to(self, right: str, answer: Answer) -> bool:
        """A word may be offered in another of its forms: "steroid" for "steroids"."""
        correction = answer.correction
        return correction is not None and self.keys(correction) == self.keys(right)

    def keys(self, text: str) -> list[str]:
        """Under which words of a text are filed: tablet, for tablets."""
        return self.page.evaluate("text => Words.of(text, true).map(word => word.key)", text)


@contextmanager
def searching(visitor: Visitor) -> Iterator[Searcher]:
    with visitor.visit("search/") as page:
        yield Searcher.on(page)


@contextmanager
def searched(visitor: Visitor, text: str, **more: Any) -> Iterator[Page]:
    """The search page, once the answer is there. `more`: further values of the address, and Playwright's
    settings."""
    values = {"q": text} | {name: more.pop(name) for name in ("board", "page", "exact") & more.keys()}
    with visitor.visit("search/?" + urlencode(values), **more) as page:
        wait(page)
        yield page


def wait(page: Page) -> None:
    busy = page.get_attribute("#search-data", "data-busy")
    page.locator("#search-heading").filter(has_not_text=busy, has_text=" ").wait_for()


def heading(page: Page) -> str:
    return page.inner_text("#search-heading")


def posts(page: Page) -> list[str]:
    """Paths below the forum's URL."""
    found = page.locator("#search-results > li").all()
    return [(one.locator("a").first.get_attribute("href") or "").removeprefix("/") for one in found]


def submit(page: Page, text: str) -> None:
    page.fill("#search-q", text)
    page.press("#search-q", "Enter")
    page.wait_for_url(f"**q={quote(text).replace('%20', '+')}*")
    wait(page)
