"""Nothing moves for a reader who asked for stillness."""

from browser import Visitor, open_all
from kinds import Sample

MOVES = """() => [...document.querySelectorAll('*')].flatMap(element =>
  [null, '::before', '::after'].map(part => {
  const style = getComputedStyle(element, part);
  const seconds = style.transitionDuration.split(',').concat(style.animationDuration.split(','));
  const moves = style.scrollBehavior === 'smooth' || seconds.some(time => parseFloat(time) > 0);
  return moves ? element.localName + (part ?? '') : null;
})).filter(Boolean)"""


def test_nothing_moves_when_less_motion_is_asked_for(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample, reduced_motion="reduce") as page:
        assert page.evaluate(MOVES) == []
        open_all(page)
        assert page.evaluate("document.getAnimations().length") == 0
