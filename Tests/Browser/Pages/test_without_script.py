"""Pages are complete without JavaScript."""

from browser import NARROW, Visitor
from page_kinds import Sample

# Another test checks that nothing else is hidden.
ESSENTIAL = ["main h1", ".helpline", ".helpline a[href^='tel:']", ".disclaimer", ".main-menu a"]


def test_essentials_are_visible(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample, java_script_enabled=False) as page:
        for selector in ESSENTIAL:
            assert page.locator(selector).first.is_visible(), selector
            assert page.locator(selector).first.inner_text().strip(), selector


def test_the_same_words_are_shown_with_a_script_and_without(
    visitor: Visitor, sample: Sample
) -> None:
    """A script may add text, also within a line. Without it, the page has all other text."""
    with visitor.visit(sample, java_script_enabled=False) as page:
        page.eval_on_selector_all("noscript", "all => all.forEach(one => one.remove())")
        without = page.locator("body").inner_text()
    with visitor.visit(sample) as page:
        page.wait_for_load_state("networkidle")
        with_script = page.locator("body").inner_text()
    shown = iter(with_script.split())
    lost = [word for word in without.split() if word not in shown]
    assert lost == [], "a script takes words away, the first of them the first here"
    assert len(without) > 0.95 * len(with_script), "a script adds more than a word or two"


def test_a_content_note_opens_by_keyboard(visitor: Visitor, samples: dict[str, Sample]) -> None:
    with visitor.visit(
        samples["thread-content-note"], java_script_enabled=False, viewport=NARROW
    ) as page:
        note = page.locator(".content-note").first
        body = note.locator(".post-body")
        assert not body.is_visible()
        note.locator("summary").focus()
        page.keyboard.press("Enter")
        assert body.is_visible() and body.inner_text().strip()
        page.keyboard.press("Space")
        assert not body.is_visible()
