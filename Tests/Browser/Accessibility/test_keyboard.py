"""Keyboard navigation with the Tab key."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from browser import NARROW, WIDE, Visitor
from page_kinds import Sample

# Numbers all focusable elements in document order. In a closed <details> only the summary is
# visible.
STOPS = """() => {
  const stops = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex]'];
  const all = [...document.querySelectorAll(stops.join())].filter(element =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
  all.forEach((element, index) => { element.stop = index; });
  return all.length;
}"""

# The focused element, and whether its focus is visible.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    stop: element.stop,
    name: element.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.height > 0 && box.top >= -1 && box.left >= -1
      && box.bottom <= innerHeight + 1 && box.right <= document.documentElement.clientWidth + 1,
    covered: !(over && (element.contains(over) || over.contains(element))),
  };
}"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
def test_focus_order_and_visibility(visitor: Visitor, sample: Sample, size: ViewportSize) -> None:
    with visitor.visit(sample, viewport=size) as page:
        stops = page.evaluate(STOPS)
        walked = walk(page, stops)
        assert [focus["stop"] for focus in walked] == list(range(stops)), (
            "the focus skips, goes back or is caught"
        )
        assert [focus["name"] for focus in walked if not focus["outlined"]] == [], "no outline"
        assert [
            focus["name"] for focus in walked if not focus["inside"] or focus["covered"]
        ] == [], "out of sight"


def walk(page: Page, stops: int) -> list[dict[str, Any]]:
    """Presses Tab until the focus leaves the page or returns to its start, at most `stops` + 2
    times.
    """
    walked: list[dict[str, Any]] = []
    for _ in range(stops + 2):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or (walked and focus["stop"] == walked[0]["stop"]):
            break
        walked.append(focus)
    return walked


def test_first_stop_is_the_skip_link(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample, viewport=NARROW) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.skip-link')")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement === document.querySelector('main')")
        assert (
            page.evaluate("document.querySelector('main').getBoundingClientRect().top")
            < NARROW["height"]
        )
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.site-header')")
