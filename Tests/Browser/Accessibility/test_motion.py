"""No animation with `prefers-reduced-motion`."""

from browser import Visitor, open_all_details
from page_kinds import Sample

ANIMATED_ELEMENTS = """() => [...document.querySelectorAll('*')].flatMap(element =>
  [null, '::before', '::after'].map(part => {
  const style = getComputedStyle(element, part);
  const seconds = style.transitionDuration.split(',').concat(style.animationDuration.split(','));
  const moves = style.scrollBehavior === 'smooth' || seconds.some(time => parseFloat(time) > 0);
  return moves ? element.localName + (part ?? '') : null;
})).filter(Boolean)"""


def test_nothing_is_animated_with_reduced_motion(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample, reduced_motion="reduce") as page:
        assert page.evaluate(ANIMATED_ELEMENTS) == []
        open_all_details(page)
        assert page.evaluate("document.getAnimations().length") == 0
