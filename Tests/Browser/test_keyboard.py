"""A walk through the page with the Tab key."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from browser import NARROW, WIDE, Visitor
from kinds import Sample

# All that the key should stop at, in the order of the document. (In a closed <details> only its
# summary is visible.)
STOPS = """() => {
  const stops = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex]'];
  const all = [...document.querySelectorAll(stops.join())].filter(element =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
  all.forEach((element, index) => { element.stop = index; });
  return all.length;
}"""

# Where the focus is, and whether somebody who cannot see the page's source could say so.
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
def test_the_focus_goes_through_the_page_in_order_and_is_always_seen(
    visitor: Visitor, sample: Sample, size: ViewportSize
) -> None:
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
    """Until the focus leaves the page or comes round to where it began, and a little longer than it
    should take at most.
    """
    walked: list[dict[str, Any]] = []
    for _ in range(stops + 2):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or (walked and focus["stop"] == walked[0]["stop"]):
            break
        walked.append(focus)
    return walked


def test_the_first_stop_leads_past_the_menu(visitor: Visitor, sample: Sample) -> None:
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
