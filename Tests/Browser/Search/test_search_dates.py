"""A search for dates alone lists posts by date, newest first, whatever the current day is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from browser import Visitor
from content_reader import Content, Post, Thread, read_content
from search_session import searched, submit, wait

QUERIES = ["after:2010", "before:2027", "after:2025-03 before:2025-09"]
# A day before the newest posts, a leap day and the end of a year are among them.
DAYS = [
    "2026-06-01T12:00:00Z",
    "2026-11-30T12:00:00Z",
    "2027-01-15T12:00:00Z",
    "2028-02-29T12:00:00Z",
    "2030-12-31T23:59:59Z",
    "2035-07-01T00:00:00Z",
    "2040-08-31T12:00:00Z",
]
# Pages of results that are checked on other days than the first.
PAGES_CHECKED = 3

# Opens all pages of results, by the link to the next page or by the button that searches further.
# Returns the times of all results.
READ_ALL_PAGES = """async most => {
  const heading = document.getElementById('search-heading');
  const busy = document.getElementById('search-data').dataset.busy;
  const all = selector => Array.from(document.querySelectorAll(selector));
  const page = link => +(new URL(link.href).searchParams.get('page') || 1);
  const times = [];
  const headings = [];
  for (let number = 1; ; number++) {
    while (heading.textContent === busy) await new Promise(done => setTimeout(done, 1));
    headings.push(heading.textContent);
    const further = document.querySelector('#search-pages button');
    if (!further) times.push(...all('#search-results time').map(time => time.dateTime));
    const next = further || all('#search-pages a').find(link => page(link) > number);
    if (!next || number === most) return { times, headings, isEnd: !next };
    if (further) number--;
    next.click();
  }
}"""
CLOCK = """{
  const moment = Date.parse('%s');
  self.Date = class extends Date {
    constructor(...given) { super(...given.length ? given : [moment]); }
    static now() { return moment; }
  };
}
"""


@contextmanager
def searched_on(visitor: Visitor, day: str, text: str) -> Iterator[Page]:
    """Opens the search page with a fixed date, in the page and in the worker."""

    def answer(route: Route) -> None:
        route.fulfill(body=CLOCK % day + route.fetch().text(), content_type="text/javascript")

    with visitor.visit("search/") as page:
        page.clock.set_fixed_time(day)
        page.context.route("**/assets/search-worker*.js", answer)
        page.goto(page.url + "?q=" + text.replace(" ", "+"))
        wait(page)
        assert page.evaluate("new Date().toISOString().slice(0, 10)") == day[:10]
        yield page


def expected(
    content: Content, query: str, counts: Callable[[Thread, Post], bool] = lambda _, __: True
) -> list[str]:
    """The times of the matching posts in the time zone of the forum, newest first. A date without a
    time is 00:00.
    """
    moments = sorted(
        (
            content.moment(post.block["date"])
            for thread, post in content.posts()
            if not post.is_removed and counts(thread, post)
        ),
        reverse=True,
    )
    bounds = dict(part.split(":") for part in query.split())
    after, before = bounds.get("after", ""), bounds.get("before", "9")
    written = [moment.strftime("%Y-%m-%dT%H:%M") for moment in moments]
    return [one for one in written if after <= one < before]


def times(page: Page) -> list[str]:
    shown = page.locator("#search-results time")
    return shown.evaluate_all("all => all.map(one => one.dateTime)")


def minutes(times: list[str]) -> list[str]:
    return [time if "T" in time else time + "T00:00" for time in times]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("day", DAYS)
def test_all_pages_are_newest_first_on_any_day(
    visitor: Visitor, pytestconfig: pytest.Config, day: str, query: str
) -> None:
    right = expected(read_content(pytestconfig.option.content), query)
    assert len(right) > 20
    with searched_on(visitor, day, query) as page:
        found = page.evaluate(READ_ALL_PAGES, 1000)
        assert minutes(found["times"]) == right
        assert set(found["headings"]) == {f"Results: {len(right)}"}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("day", DAYS)
def test_a_larger_forum_is_newest_first_on_any_day(
    large_visitor: Visitor, pytestconfig: pytest.Config, day: str, query: str
) -> None:
    right = expected(read_content(pytestconfig.option.corpus), query)
    with searched_on(large_visitor, day, query) as page:
        found = page.evaluate(READ_ALL_PAGES, 1000 if day == DAYS[0] else PAGES_CHECKED)
        assert minutes(found["times"]) == (right if day == DAYS[0] else right[: 20 * PAGES_CHECKED])
        assert set(found["headings"]) == {f"Results: {len(right)}"}


def test_any_page_number_opens_directly(
    large_visitor: Visitor, pytestconfig: pytest.Config
) -> None:
    """A page number after the last page shows the last page."""
    right = expected(read_content(pytestconfig.option.corpus), "after:2010")
    last = -(-len(right) // 20)
    for number, shown in [("200", 200), (str(last), last), ("100000000", last)]:
        with searched(large_visitor, "after:2010", page=number) as page:
            assert minutes(times(page)) == right[20 * (shown - 1) : 20 * shown]
            assert page.get_attribute("#search-results", "start") == str(20 * (shown - 1) + 1)


@pytest.mark.parametrize(
    ("dates", "left_out", "counts"),
    [
        (
            "after:2025-03 before:2026",
            "board:surgery",
            lambda thread, _: thread.board.slug != "surgery",
        ),
        ("before:2027", "author:Wren", lambda _, post: post.author != "Wren"),
        (
            "after:2021-06-15",
            'author:"Slightly Windswept"',
            lambda _, post: post.author != "Slightly Windswept",
        ),
    ],
)
def test_exclusions_keep_the_order(
    visitor: Visitor, pytestconfig: pytest.Config, dates: str, left_out: str, counts: Any
) -> None:
    content = read_content(pytestconfig.option.content)
    right = expected(content, dates, counts)
    assert 0 < len(right) < len(expected(content, dates))
    with searched(visitor, f"{dates} -{left_out}") as page:
        assert len(times(page)) == min(20, len(right)), "the first answer is a whole page"
        assert minutes(page.evaluate(READ_ALL_PAGES, 1000)["times"]) == right


@pytest.mark.parametrize("text", ["-tired -pain after:2010", "before:2030 -is:closed -role:nurse"])
def test_a_larger_forum_answers_with_a_whole_page(large_visitor: Visitor, text: str) -> None:
    with searched(large_visitor, text) as page:
        found = times(page)
        assert len(found) == 20 and found == sorted(found, reverse=True)


@pytest.mark.parametrize("text", ["after:2010", "before:2027", "after:2021 before:2021-12"])
def test_dates_within_a_board_find_its_posts(
    visitor: Visitor, pytestconfig: pytest.Config, text: str
) -> None:
    content = read_content(pytestconfig.option.content)
    for board in content.boards:
        right = expected(content, text, lambda thread, _, board=board: thread.board == board)
        with searched(visitor, text, board=board.slug) as page:
            assert bool(times(page)) == bool(right), board.slug


PARTS = {"the table": "t/index.json", "posts": "t/0.bin"}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_timeline_files_of_two_editions_are_reloaded_once(visitor: Visitor, part: str) -> None:
    """While the host publishes, the table and the posts may be of different editions."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        body = route.fetch().body()
        # The newest day has one post: the first post of the first thread.
        old = b"[[17903,1]]" if part.endswith("json") else body[:3] + bytes([1, 0, 0, 1])
        route.fulfill(body=old if len(asked) == 1 else body)

    with visitor.visit("search/") as page:
        page.context.route(f"**/search/index/{part}*", answer)
        submit(page, "after:2010")
        assert len(asked) == 2 and len(times(page)) == 20
