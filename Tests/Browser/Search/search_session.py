"""Helpers that search in the browser and read the results."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import Page

from browser import Visitor

# An answer takes about 10 ms. The limit is for slow machines.
TIMEOUT_MS = 10_000

SUBMIT = """query => {
  document.getElementById('search-q').value = query;
  document.getElementById('search-form').requestSubmit();
}"""
IS_ANSWER_SHOWN = """() => {
  const answer = document.getElementById('search-answer');
  const heading = document.getElementById('search-heading').textContent;
  return !answer.hidden && heading !== document.getElementById('search-data').dataset.busy;
}"""
# An automatic correction has a second link, which searches for the text as typed (`exact`).
ANSWER = """() => {
  const all = selector => Array.from(document.querySelectorAll(selector));
  const links = all('#search-correction a');
  const isShown = links.some(link => new URL(link.href).searchParams.has('exact'));
  return {
    shown: isShown ? links[0].textContent : null,
    suggested: links.length && !isShown ? links[0].textContent : null,
    results: all('#search-results h3 a').map(link => link.pathname + link.hash),
  };
}"""


@dataclass(frozen=True)
class Answer:
    """The answer of the page. `shown` is the correction whose results are shown, `suggested` one
    that is only offered. `results` are paths, best first.
    """

    shown: str | None
    suggested: str | None
    results: list[str]

    @property
    def correction(self) -> str | None:
        return self.shown or self.suggested


@dataclass(frozen=True)
class Searcher:
    """One search page for many queries."""

    page: Page
    home: str

    @staticmethod
    def on(page: Page) -> "Searcher":
        """Adds the script of the worker to the page, for `keys`."""
        data = page.locator("#search-data")
        page.add_script_tag(url=page.get_attribute("#search-script", "data-worker"))
        return Searcher(page, data.get_attribute("data-home") or "")

    def ask(self, query: str) -> Answer:
        self.page.evaluate(SUBMIT, query)
        return self.answer()

    def answer(self) -> Answer:
        """Waits for the answer and returns it."""
        self.page.wait_for_function(IS_ANSWER_SHOWN, timeout=TIMEOUT_MS)
        return Answer(**self.page.evaluate(ANSWER))

    def without_home(self, result: str) -> str:
        return result.removeprefix(self.home)

    def corrects_to(self, right: str, answer: Answer) -> bool:
        """Whether the correction has the same keys. "steroid" is as good as "steroids"."""
        correction = answer.correction
        return correction is not None and self.keys(correction) == self.keys(right)

    def keys(self, text: str) -> list[str]:
        """The index keys of the words of a text: "tablet" for "tablets"."""
        return self.page.evaluate("text => Words.of(text, true).map(word => word.key)", text)


@contextmanager
def searching(visitor: Visitor) -> Iterator[Searcher]:
    with visitor.visit("search/") as page:
        yield Searcher.on(page)


@contextmanager
def searched(visitor: Visitor, text: str, **more: Any) -> Iterator[Page]:
    """Opens the search page and waits for the answer. `more`: parameters of the address, and
    settings of Playwright.
    """
    given = ("board", "page", "exact") & more.keys()
    values = {"q": text} | {name: more.pop(name) for name in given}
    with visitor.visit("search/?" + urlencode(values), **more) as page:
        wait(page)
        yield page


def wait(page: Page) -> None:
    busy = page.get_attribute("#search-data", "data-busy")
    page.locator("#search-heading").filter(has_not_text=busy, has_text=" ").wait_for()


def heading(page: Page) -> str:
    return page.inner_text("#search-heading")


def posts(page: Page) -> list[str]:
    """Paths of the results, relative to the URL of the forum."""
    found = page.locator("#search-results > li").all()
    return [(one.locator("a").first.get_attribute("href") or "").removeprefix("/") for one in found]


def submit(page: Page, text: str) -> None:
    page.fill("#search-q", text)
    page.press("#search-q", "Enter")
    page.wait_for_url(f"**q={quote(text).replace('%20', '+')}*")
    wait(page)
