"""Screen-reader users navigate by headings: no page skips a level."""

import re

from page_kinds import Page


def test_every_page_has_one_h1_and_no_heading_skips_a_level(pages: list[Page]) -> None:
    wrong = {page.path: levels for page in pages if is_broken(levels := levels_of(page))}
    assert wrong == {}


def test_skipped_level_is_found() -> None:
    assert is_broken(levels_of(Page("", "<h1>a</h1><h3>b</h3>")))
    assert is_broken(levels_of(Page("", "<h1>a</h1><h1>b</h1>")))
    assert not is_broken(levels_of(Page("", "<h1>a</h1><h2 id=b>b</h2><h3>c</h3><h2>d</h2>")))


def levels_of(page: Page) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", page.html)]


def is_broken(levels: list[int]) -> bool:
    """The first heading must be the h1, because the layout has no heading before it."""
    steps = zip([0, *levels[:-1]], levels, strict=True)
    return levels.count(1) != 1 or any(level > before + 1 for before, level in steps)
