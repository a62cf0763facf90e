"""Helpline and disclaimer are in the same position on every page (WCAG 2.2, 3.2.6)."""

from typing import Any

import pytest

from browser import Visitor
from page_kinds import Page, Sample

# The ancestors of an element, each with its previous and next sibling.
ANCESTOR_PATHS = """() => {
  const name = element => element ? [element.localName, ...element.classList].join('.') : '';
  const place = element => {
    const way = [];
    for (let at = element; at !== document.body; at = at.parentElement)
      way.unshift([name(at.previousElementSibling), name(at), name(at.nextElementSibling)]);
    return way;
  };
  return Object.fromEntries(['.ring-us', 'main', '.helpline', '.disclaimer']
    .map(selector => [selector, [...document.querySelectorAll(selector)].map(place)]));
}"""


@pytest.fixture(scope="module")
def home(visitor: Visitor, samples: dict[str, Sample]) -> dict[str, Any]:
    return ancestor_paths(visitor, samples["home"])


def test_help_is_in_the_same_position_as_on_the_home_page(
    visitor: Visitor, home: dict[str, Any], sample: Sample
) -> None:
    assert ancestor_paths(visitor, sample) == home


def test_help_comes_after_the_text_and_before_the_footer(visitor: Visitor) -> None:
    with visitor.visit("") as page:
        order = page.eval_on_selector_all(
            "main, .helpline, .disclaimer", "all => all.map(element => element.localName)"
        )
        assert order == ["main", "aside", "section"]


def test_every_page_of_the_folder_has_one_of_each(pages: list[Page]) -> None:
    for page in pages:
        assert page.html.count('class="helpline"') == page.html.count('class="disclaimer"') == 1, (
            page.path
        )


def ancestor_paths(visitor: Visitor, sample: Sample) -> dict[str, Any]:
    with visitor.visit(sample) as page:
        return page.evaluate(ANCESTOR_PATHS)
