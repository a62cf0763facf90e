"""Nobody has to scroll sideways, and no setting of the reader's cuts a text.

WCAG 2.2: 1.4.4 Resize Text, 1.4.10 Reflow, 1.4.12 Text Spacing.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from browser import NARROW, WIDE, Visitor, open_all
from kinds import Sample

# A zoom of 400 % leaves 320 of 1280 pixels, each as sharp as four.
SIZES = {
    "320-pixels": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoom-200": {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2},
    "zoom-400": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}

# WCAG 2.2, 1.4.12.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""

# Whether the window would scroll; what sticks out of it, deepest first; what cuts its own text.
SHOWS_ALL = """[document.documentElement, document.body]
  .every(element => getComputedStyle(element).overflowX === 'visible')"""
STICKS_OUT = """() => [...document.querySelectorAll('body *')]
  .filter(element => element.checkVisibility())
  .filter(element => element.getBoundingClientRect().right > innerWidth + .5)
  .map(element => element.outerHTML.slice(0, 120)).reverse()"""
CUTS = """() => [...document.querySelectorAll('body *')]
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
        open_all(page)
        assert page.evaluate(STICKS_OUT) == []
        assert sideways(page) == 0


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
def test_wider_spacing_cuts_no_text(visitor: Visitor, sample: Sample, size: ViewportSize) -> None:
    with visitor.visit(sample, viewport=size, bypass_csp=True) as page:
        open_all(page)
        page.add_style_tag(content=SPACED)
        assert page.evaluate(CUTS) == []
        assert page.evaluate(STICKS_OUT) == []
        assert sideways(page) == 0


def test_larger_letters_alone_cut_no_text(visitor: Visitor, sample: Sample) -> None:
    """Twice the size of the letters, as phones let their owner choose, and not of all else."""
    with visitor.visit(sample, viewport=NARROW, bypass_csp=True) as page:
        open_all(page)
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.evaluate(CUTS) == []
        assert sideways(page) == 0


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window; that may not be hidden either."""
    assert page.evaluate(SHOWS_ALL)
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
