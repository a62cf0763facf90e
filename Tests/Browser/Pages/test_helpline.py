"""The helpline status uses the time zone of the forum, wherever the reader is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page

from browser import Visitor

ZONES = ["America/New_York", "Pacific/Auckland", "Asia/Kolkata"]

# Hours of the sample in London: Monday to Wednesday 9 to 16, Thursday and Friday 9 to 18, Sunday 18
# to 24.
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
    # 24 December has hours. 25 December and the next Sunday and Monday are closures.
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
    # The clocks go back on 25 October 2026.
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
NOON = [(DAYS, 720, 960, "midday", "4pm"), (DAYS, 540, 720, "9am", "midday")]
ALWAYS = [(DAYS, 0, 1440, "midnight", "midnight")]
WEDNESDAY = [("2", 540, 600, "9am", "10am")]
Line = tuple[str, int, int, str, str]


@contextmanager
def reader(visitor: Visitor, **settings: Any) -> Iterator[Page]:
    context = visitor.browser.new_context(**settings)
    page = context.new_page()
    errors: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", note_message)
    try:
        yield page
    finally:
        context.close()
    assert errors == []


def shown_texts(page: Page) -> list[str | None]:
    """The visible texts of header and helpline, or None if hidden."""
    elements = page.locator(".open-now").all()
    return [element.inner_text() if element.is_visible() else None for element in elements]


def script(visitor: Visitor) -> str:
    with reader(visitor) as page:
        page.goto(visitor.site.url)
        return page.locator("script[src*='helpline']").get_attribute("src") or ""


def show(
    page: Page,
    visitor: Visitor,
    source: str,
    lines: list[Line],
    zone: str = "Europe/London",
    closed: str = "",
) -> None:
    """Opens a page with the script and a helpline with the given hours."""
    html = helpline_page(source, lines, {"zone": zone, "closed": closed} | WORDS)
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'self'",
    }
    page.route("**/made-up/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto(visitor.site.url + "made-up/")


def helpline_page(source: str, lines: list[Line], words: dict[str, str]) -> str:
    names = ("days", "opens", "closes", "from", "until")
    items = [f"<li {data_attributes(zip(names, line, strict=True))}></li>" for line in lines]
    return f"""<!DOCTYPE html><html lang="en"><title>t</title><script defer src="{source}"></script>
        <aside class="helpline"><p class="open-now" hidden {data_attributes(words.items())}></p>
        <ul class="hours">{"".join(items)}</ul></aside>"""


def data_attributes(values: Iterable[tuple[str, object]]) -> str:
    return " ".join(f'data-{name}="{escape(str(value))}"' for name, value in values)


@pytest.mark.parametrize("zone", ZONES)
def test_uses_the_time_zone_of_the_forum(visitor: Visitor, zone: str) -> None:
    with reader(visitor, timezone_id=zone) as page:
        for moment, expected in MOMENTS.items():
            page.clock.set_fixed_time(moment)
            page.goto(visitor.site.url)
            offset = page.evaluate("new Date().getTimezoneOffset()")
            assert offset not in (0, -60), "the reader's clock is London's"
            assert shown_texts(page) == [expected, expected], moment


@pytest.mark.parametrize(
    ("moment", "lines", "closed", "expected"),
    [
        ("2026-11-25T23:59:00Z", NIGHT, "", "Open now, until 6am"),
        ("2026-11-26T00:00:00Z", NIGHT, "", "Open now, until 6am"),
        ("2026-11-26T06:00:00Z", NIGHT, "", "Opens at 8pm"),
        ("2026-11-25T23:00:00Z", NIGHT, "2026-11-26", "Open now, until midnight"),
        ("2026-11-26T00:00:00Z", NIGHT, "2026-11-26", "Opens tomorrow at midnight"),
        ("2026-11-25T10:00:00Z", NOON, "", "Open now, until 4pm"),
        ("2026-11-25T10:00:00Z", ALWAYS, "", "Open now"),
        ("2026-11-25T10:00:00Z", ALWAYS, "2026-11-26", "Open now, until midnight"),
        # A weekday would be ambiguous a week ahead.
        ("2026-11-25T10:00:00Z", WEDNESDAY, "", "Closed now"),
        ("2026-11-25T08:00:00Z", WEDNESDAY, "2026-11-25 2026-12-02", "Closed now"),
    ],
)
def test_hours_over_midnight_and_in_a_week(
    visitor: Visitor, moment: str, lines: list[Line], closed: str, expected: str
) -> None:
    source = script(visitor)
    with reader(visitor, timezone_id="Asia/Kolkata") as page:
        page.clock.set_fixed_time(moment)
        show(page, visitor, source, lines, closed=closed)
        assert shown_texts(page) == [expected]


def test_text_changes_only_at_opening_times(visitor: Visitor) -> None:
    with reader(visitor) as page:
        page.clock.install(time="2026-11-25T15:49:30Z")
        page.goto(visitor.site.url)
        page.evaluate("""() => { window.changes = 0;
            new MutationObserver(list => { window.changes += list.length }).observe(
                document.body, {subtree: true, childList: true, characterData: true}) }""")
        page.clock.run_for(10 * 60 * 1000)
        assert page.evaluate("window.changes") == 0
        assert shown_texts(page) == ["Open now, until 4pm"] * 2
        page.clock.run_for(31 * 1000)
        assert shown_texts(page) == ["Opens tomorrow at 9am"] * 2
        page.clock.fast_forward(24 * 3600 * 1000 - 7 * 3600 * 1000)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert shown_texts(page) == ["Open now, until 6pm"] * 2


def test_is_no_live_region(visitor: Visitor) -> None:
    with reader(visitor) as page:
        page.goto(visitor.site.url)
        live = "[aria-live], [role=status], [role=alert], [role=log], [role=timer], output"
        assert page.locator(".open-now").count() == 2
        around = f":is({live}) .open-now, .open-now:is({live}), .open-now :is({live})"
        assert page.locator(around).count() == 0


def test_shows_nothing_without_script(visitor: Visitor) -> None:
    with reader(visitor, java_script_enabled=False) as page:
        page.goto(visitor.site.url)
        assert shown_texts(page) == [None, None]


def test_shows_nothing_without_time_zones(visitor: Visitor) -> None:
    source = script(visitor)
    with reader(visitor) as page:
        show(page, visitor, source, NIGHT, zone="Mars/Olympus")
        assert shown_texts(page) == [None]
        page.add_init_script("delete window.Intl")
        show(page, visitor, source, NIGHT)
        assert page.evaluate("typeof Intl") == "undefined"
        assert shown_texts(page) == [None]


def test_script_size(visitor: Visitor) -> None:
    source = script(visitor)
    with reader(visitor) as page:
        assert len(page.request.get(visitor.site.origin + source).body()) < 2500
