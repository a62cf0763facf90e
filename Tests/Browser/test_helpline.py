"""Whether somebody answers now is said by the forum's clock, wherever the reader is."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Page

from browser import Visitor

ZONES = ["America/New_York", "Pacific/Auckland", "Asia/Kolkata"]

# The sample: Monday to Wednesday 9 to 16, Thursday and Friday 9 to 18, Sunday 18 to 24, by the clocks of London.
MOMENTS = {
    "2026-11-25T08:59:59Z": "Opens at 9am",
    "2026-11-25T09:00:00Z": "Open now, until 4pm",
    "2026-11-25T15:59:59Z": "Open now, until 4pm",
    "2026-11-25T16:00:00Z": "Opens tomorrow at 9am",
    "2026-11-25T23:59:59Z": "Opens tomorrow at 9am",
    "2026-11-26T00:00:00Z": "Opens at 9am",
    "2026-11-27T18:00:00Z": "Opens Sunday at 6pm",
    "2026-11-28T12:00:00Z": "Opens tomorrow at 6pm",
    "2026-11-29T23:59:59Z": "Open now, until midnight",
    "2026-11-30T00:00:00Z": "Opens at 9am",
    # The eve of Christmas, Christmas, and the Sunday and Monday behind it are closed, too.
    "2026-12-24T17:59:59Z": "Open now, until 6pm",
    "2026-12-24T18:00:00Z": "Opens Tuesday at 9am",
    "2026-12-25T10:00:00Z": "Opens Tuesday at 9am",
    "2026-12-27T19:00:00Z": "Opens Tuesday at 9am",
    "2026-12-28T12:00:00Z": "Opens tomorrow at 9am",
    # The clocks go forward on 28 March 2027; the Monday is a closure.
    "2027-03-27T23:30:00Z": "Opens tomorrow at 6pm",
    "2027-03-28T16:59:59Z": "Opens at 6pm",
    "2027-03-28T17:00:00Z": "Open now, until midnight",
    "2027-03-28T23:00:00Z": "Opens tomorrow at 9am",
    # And back on 25 October 2026.
    "2026-10-24T22:59:59Z": "Opens tomorrow at 6pm",
    "2026-10-24T23:00:00Z": "Opens at 6pm",
    "2026-10-25T17:59:59Z": "Opens at 6pm",
    "2026-10-25T18:00:00Z": "Open now, until midnight",
}

WORDS = {
    "open": "Open now",
    "open-until": "Open now, until {time}",
    "opens-today": "Opens at {time}",
    "opens-tomorrow": "Opens tomorrow at {time}",
    "opens-on": "Opens {weekday} at {time}",
    "closed-now": "Closed now",
} | {f"day{number}": name for number, name in enumerate("Mon Tue Wed Thu Fri Sat Sun".split())}

DAYS = "0 1 2 3 4 5 6"
NIGHT = [(DAYS, 1200, 1440, "8pm", "midnight"), (DAYS, 0, 360, "midnight", "6am")]
Line = tuple[str, int, int, str, str]


@contextmanager
def reader(visitor: Visitor, **settings: Any) -> Iterator[Page]:
    context = visitor.browser.new_context(**settings)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def said(page: Page) -> list[str | None]:
    """What the header and the block say; None where nothing is to be seen."""
    places = page.locator(".open-now").all()
    return [place.inner_text() if place.is_visible() else None for place in places]


def script(visitor: Visitor) -> str:
    with reader(visitor) as page:
        page.goto(visitor.site.url)
        return page.locator("script[src*='helpline']").get_attribute("src") or ""


def show(page: Page, visitor: Visitor, source: str, lines: list[Line], zone: str = "Europe/London", closed: str = "") -> None:
    """Opens a page that has the script and the block, with hours of its own."""
    words = {"zone": zone, "closed": closed} | WORDS
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in words.items())
    names = ("days", "opens", "closes", "from", "until")
    items = ["<li " + " ".join(f'data-{name}="{value}"' for name, value in zip(names, line)) + "></li>" for line in lines]
    body = f'<aside class="helpline"><p class="open-now" hidden {data}></p><ul class="hours">{"".join(items)}</ul></aside>'
    html = f'<!DOCTYPE html><html lang="en"><title>t</title><script defer src="{source}"></script>{body}</html>'
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'self'"}
    page.route("**/made-up/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto(visitor.site.url + "made-up/")


@pytest.mark.parametrize("zone", ZONES)
def test_the_forums_clock_counts_and_not_the_readers(visitor: Visitor, zone: str) -> None:
    with reader(visitor, timezone_id=zone) as page:
        for moment, expected in MOMENTS.items():
            page.clock.set_fixed_time(moment)
            page.goto(visitor.site.url)
            assert page.evaluate("new Date().getTimezoneOffset()") not in (0, -60), "the reader's clock is London's"
            assert said(page) == [expected, expected], moment


@pytest.mark.parametrize(
    ("moment", "lines", "closed", "expected"),
    [
        ("2026-11-25T23:59:00Z", NIGHT, "", "Open now, until 6am"),
        ("2026-11-26T00:00:00Z", NIGHT, "", "Open now, until 6am"),
        ("2026-11-26T06:00:00Z", NIGHT, "", "Opens at 8pm"),
        ("2026-11-25T23:00:00Z", NIGHT, "2026-11-26", "Open now, until midnight"),
        ("2026-11-26T00:00:00Z", NIGHT, "2026-11-26", "Opens tomorrow at midnight"),
        ("2026-11-25T10:00:00Z", [(DAYS, 720, 960, "midday", "4pm"), (DAYS, 540, 720, "9am", "midday")], "", "Open now, until 4pm"),
        ("2026-11-25T10:00:00Z", [(DAYS, 0, 1440, "midnight", "midnight")], "", "Open now"),
        ("2026-11-25T10:00:00Z", [(DAYS, 0, 1440, "midnight", "midnight")], "2026-11-26", "Open now, until midnight"),
        # In a week, or later: a weekday would mislead.
        ("2026-11-25T10:00:00Z", [("2", 540, 600, "9am", "10am")], "", "Closed now"),
        ("2026-11-25T08:00:00Z", [("2", 540, 600, "9am", "10am")], "2026-11-25 2026-12-02", "Closed now"),
    ],
)
def test_hours_over_midnight_and_far_away(visitor: Visitor, moment: str, lines: list[Line], closed: str, expected: str) -> None:
    source = script(visitor)
    with reader(visitor, timezone_id="Asia/Kolkata") as page:
        page.clock.set_fixed_time(moment)
        show(page, visitor, source, lines, closed=closed)
        assert said(page) == [expected]


def test_it_keeps_up_with_the_clock_and_changes_nothing_else(visitor: Visitor) -> None:
    with reader(visitor) as page:
        page.clock.install(time="2026-11-25T15:49:30Z")
        page.goto(visitor.site.url)
        page.evaluate("""() => { window.changes = 0;
            new MutationObserver(list => { window.changes += list.length }).observe(
                document.body, {subtree: true, childList: true, characterData: true}) }""")
        page.clock.run_for(10 * 60 * 1000)
        assert page.evaluate("window.changes") == 0
        assert said(page) == ["Open now, until 4pm"] * 2
        page.clock.run_for(31 * 1000)
        assert said(page) == ["Opens tomorrow at 9am"] * 2
        page.clock.fast_forward(24 * 3600 * 1000 - 7 * 3600 * 1000)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert said(page) == ["Open now, until 6pm"] * 2


def test_no_screen_reader_is_interrupted(visitor: Visitor) -> None:
    with reader(visitor) as page:
        page.goto(visitor.site.url)
        live = "[aria-live], [role=status], [role=alert], [role=log], [role=timer], output"
        assert page.locator(".open-now").count() == 2
        assert page.locator(f":is({live}) .open-now, .open-now:is({live}), .open-now :is({live})").count() == 0


def test_without_a_script_nothing_is_said(visitor: Visitor) -> None:
    with reader(visitor, java_script_enabled=False) as page:
        page.goto(visitor.site.url)
        assert said(page) == [None, None]


def test_a_browser_that_knows_no_zones_says_nothing(visitor: Visitor) -> None:
    source = script(visitor)
    with reader(visitor) as page:
        show(page, visitor, source, NIGHT, zone="Mars/Olympus")
        assert said(page) == [None]
        page.add_init_script("delete window.Intl")
        show(page, visitor, source, NIGHT)
        assert page.evaluate("typeof Intl") == "undefined"
        assert said(page) == [None]


def test_the_script_is_small(visitor: Visitor) -> None:
    source = script(visitor)
    with reader(visitor) as page:
        assert len(page.request.get(visitor.site.origin + source).body()) < 2500
