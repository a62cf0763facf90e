"""A thread on paper, for an appointment: what is asked, what was answered, whom to ring, and no
furniture.
"""

from browser import Visitor
from kinds import Sample
from sheet import is_a4, print_page

FURNITURE = [".skip-link", ".main-menu", ".breadcrumb", ".pagination", ".permalink", ".ring-us"]
NEEDED = ["main h1", ".post-official .post-body", ".helpline", ".helpline .number", ".disclaimer"]


def test_a_thread_keeps_on_paper_what_one_needs_there(
    visitor: Visitor, samples: dict[str, Sample]
) -> None:
    with visitor.visit(samples["thread-official"]) as page:
        page.emulate_media(media="print")
        for selector in NEEDED:
            assert page.locator(selector).first.is_visible(), selector


def test_a_page_leaves_its_furniture_on_the_screen(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample) as page:
        page.emulate_media(media="print")
        for selector in FURNITURE:
            assert not any(found.is_visible() for found in page.locator(selector).all()), selector


def test_paper_is_white_whatever_the_screen_was(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        ink = page.eval_on_selector("main h1", "heading => getComputedStyle(heading).color")
        assert ink == "rgb(0, 0, 0)"


def test_what_comes_out_of_the_printer(visitor: Visitor, samples: dict[str, Sample]) -> None:
    with visitor.visit(samples["thread-official"]) as page:
        question = page.locator("main h1").inner_text()
        number = page.locator(".helpline .number").first.inner_text()
        menu = page.locator(".main-menu").inner_text()
        sheet = print_page(page)
    assert sheet.sizes and all(map(is_a4, sheet.sizes))
    assert sheet.shows(question) and sheet.shows(number)
    assert not sheet.shows(menu)
