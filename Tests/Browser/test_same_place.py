"""Help is in the same place on every page (WCAG 2.2: 3.2.6), and so is what says that members are
no doctors.
"""

from typing import Any

import pytest

from browser import Visitor
from kinds import Page, Sample

# The way from the body to an element, with the neighbours that it has there.
PLACES = """() => {
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
    return places(visitor, samples["home"])


def test_help_is_where_it_is_on_the_home_page(
    visitor: Visitor, home: dict[str, Any], sample: Sample
) -> None:
    assert places(visitor, sample) == home


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


def places(visitor: Visitor, sample: Sample) -> dict[str, Any]:
    with visitor.visit(sample) as page:
        return page.evaluate(PLACES)
