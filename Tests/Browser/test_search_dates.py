"""A search without words lists posts by their dates, the newest first, whatever day it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from authored import Content, Post, Thread, read_content
from browser import Visitor
from searching import searched, wait

QUERIES = ["after:2010", "before:2027", "after:2025-03 before:2025-09"]
# One lies before the newest posts; one is a leap day; one is at the turn of a year.
DAYS = [
    "2026-06-01T12:00:00Z", "2026-11-30T12:00:00Z", "2027-01-15T12:00:00Z", "2028-02-29T12:00:00Z",
    "2030-12-31T23:59:59Z", "2035-07-01T00:00:00Z", "2040-08-31T12:00:00Z",
]
# Of a forum with hundreds of pages of results, on all days but the first.
A_FEW = 3

# Goes from page to page of the results as a reader does: by the next page's link, or by the button
# that looks further. Answers with the times of all results.
WALK = """async most => {
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
def searched_on(visitor: Visitor, day: str, text: str, **more: Any) -> Iterator[Page]:
    """The search page on a day, in the page and in the thread that searches."""

    def answer(route: Route) -> None:
        route.fulfill(body=CLOCK % day + route.fetch().text(), content_type="text/javascript")

    with visitor.visit("search/") as page:
        page.clock.set_fixed_time(day)
        page.context.route("**/assets/search-worker*.js", answer)
        page.goto(page.url + "?q=" + text.replace(" ", "+"))
        wait(page)
        assert page.evaluate("new Date().toISOString().slice(0, 10)") == day[:10]
        yield page


def moment_of(post: Post, content: Content) -> str:
    """By the forum's clock; a day alone counts from midnight."""
    return content.moment(post.block["date"]).strftime("%Y-%m-%dT%H:%M")


def expected(content: Content, query: str) -> list[str]:
    """When the posts of a query's dates were written, the newest first."""
    bounds = dict(part.split(":") for part in query.split())
    moments = [moment_of(post, content) for _, post in content.posts() if not post.is_removed]
    after, before = bounds.get("after", ""), bounds.get("before", "9")
    return sorted((one for one in moments if after <= one < before), reverse=True)


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
        found = page.evaluate(WALK, 1000)
        assert minutes(found["times"]) == right
        assert set(found["headings"]) == {f"Results: {len(right)}"}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("day", DAYS)
def test_a_larger_forum_is_newest_first_on_any_day(
    larger: Visitor, pytestconfig: pytest.Config, day: str, query: str
) -> None:
    right = expected(read_content(pytestconfig.option.corpus), query)
    with searched_on(larger, day, query) as page:
        found = page.evaluate(WALK, 1000 if day == DAYS[0] else A_FEW)
        times = minutes(found["times"])
        assert times == (right if day == DAYS[0] else right[: 20 * A_FEW])
        assert set(found["headings"]) == {f"Results: {len(right)}"}


def test_a_page_far_back_is_found_at_once(larger: Visitor, pytestconfig: pytest.Config) -> None:
    """Behind the last page the last one is shown."""
    right = expected(read_content(pytestconfig.option.corpus), "after:2010")
    last = -(-len(right) // 20)
    for number, shown in [("200", 200), (str(last), last), ("100000000", last)]:
        with searched(larger, "after:2010", page=number) as page:
            times = page.locator("#search-results time").evaluate_all("all => all.map(one => one.dateTime)")
            assert minutes(times) == right[20 * (shown - 1) : 20 * shown]
            assert page.get_attribute("#search-results", "start") == str(20 * (shown - 1) + 1)


def of_board(thread: Thread, post: Post) -> bool:
    return thread.board.slug == "surgery"


@pytest.mark.parametrize(
    ("text", "dates", "fits"),
    [
        ("board:surgery after:2010", "after:2010", of_board),
        ("after:2025-03 before:2026 -board:surgery", "after:2025-03 before:2026",
         lambda thread, post: not of_board(thread, post)),
        ("author:Wren before:2027", "before:2027", lambda thread, post: post.author == "Wren"),
        ("author:Juniper after:2020 board:surgery", "after:2020",
         lambda thread, post: post.author == "Juniper" and of_board(thread, post)),
    ],
)
def test_filters_and_exclusions_keep_the_order_of_dates(
    visitor: Visitor, pytestconfig: pytest.Config, text: str, dates: str, fits: Any
) -> None:
    content = read_content(pytestconfig.option.content)
    bounds = dict(part.split(":") for part in dates.split())
    right = sorted(
        (
            moment
            for thread, post in content.posts()
            if not post.is_removed and fits(thread, post)
            if bounds.get("after", "") <= (moment := moment_of(post, content)) < bounds.get("before", "9")
        ),
        reverse=True,
    )
    assert right
    with searched(visitor, text) as page:
        assert minutes(page.evaluate(WALK, 1000)["times"]) == right
