"""No horizontal scrolling and no clipped text in any reader setting.

WCAG 2.2: 1.4.4 Resize Text, 1.4.10 Reflow, 1.4.12 Text Spacing.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from browser import NARROW, WIDE, Visitor, open_all_details
from page_kinds import Sample

# At 400 % zoom, 1280 pixels become 320 with four device pixels each.
SIZES = {
    "320-pixels": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoom-200": {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2},
    "zoom-400": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}

# WCAG 2.2, 1.4.12.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""

# Whether overflow scrolls the window; elements beyond its edge, deepest first; elements that clip
# their text.
OVERFLOW_IS_VISIBLE = """[document.documentElement, document.body]
  .every(element => getComputedStyle(element).overflowX === 'visible')"""
OVERFLOWING = """() => [...document.querySelectorAll('body *')]
  .filter(element => element.checkVisibility())
  .filter(element => element.getBoundingClientRect().right > innerWidth + .5)
  .map(element => element.outerHTML.slice(0, 120)).reverse()"""
CLIPPED = """() => [...document.querySelectorAll('body *')]
  .filter(element => element.checkVisibility() && element.textContent.trim())
  .filter(element => element.clientWidth > 1)
  .filter(element => {
    const style = getComputedStyle(element);
    const hides = value => value === 'hidden' || value === 'clip';
    return hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1
        || hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
  })
  .map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_nothing_makes_a_page_scroll_sideways(
    visitor: Visitor, sample: Sample, size: dict[str, Any]
) -> None:
    with visitor.visit(sample, **size) as page:
        open_all_details(page)
        assert page.evaluate(OVERFLOWING) == []
        assert horizontal_overflow(page) == 0


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
def test_wider_spacing_cuts_no_text(visitor: Visitor, sample: Sample, size: ViewportSize) -> None:
    with visitor.visit(sample, viewport=size, bypass_csp=True) as page:
        open_all_details(page)
        page.add_style_tag(content=TEXT_SPACING)
        assert page.evaluate(CLIPPED) == []
        assert page.evaluate(OVERFLOWING) == []
        assert horizontal_overflow(page) == 0


def test_larger_letters_alone_cut_no_text(visitor: Visitor, sample: Sample) -> None:
    """Doubles the text size only, as a phone setting does."""
    with visitor.visit(sample, viewport=NARROW, bypass_csp=True) as page:
        open_all_details(page)
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.evaluate(CLIPPED) == []
        assert horizontal_overflow(page) == 0


def horizontal_overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window. Hidden overflow is an error too."""
    assert page.evaluate(OVERFLOW_IS_VISIBLE)
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
