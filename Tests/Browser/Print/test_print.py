"""A printed thread has the question, the answer and the helpline, and no navigation."""

from browser import Visitor
from page_kinds import Sample
from printed_sheet import is_a4, print_page

HIDDEN_IN_PRINT = [
    ".skip-link",
    ".main-menu",
    ".breadcrumb",
    ".pagination",
    ".permalink",
    ".ring-us",
]
VISIBLE_IN_PRINT = [
    "main h1",
    ".post-official .post-body",
    ".helpline",
    ".helpline .number",
    ".disclaimer",
]


def test_printed_thread_shows_essentials(visitor: Visitor, samples: dict[str, Sample]) -> None:
    with visitor.visit(samples["thread-official"]) as page:
        page.emulate_media(media="print")
        for selector in VISIBLE_IN_PRINT:
            assert page.locator(selector).first.is_visible(), selector


def test_navigation_is_not_printed(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample) as page:
        page.emulate_media(media="print")
        for selector in HIDDEN_IN_PRINT:
            assert not any(found.is_visible() for found in page.locator(selector).all()), selector


def test_print_ignores_dark_mode(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        ink = page.eval_on_selector("main h1", "heading => getComputedStyle(heading).color")
        assert ink == "rgb(0, 0, 0)"


def test_pdf_of_a_thread(visitor: Visitor, samples: dict[str, Sample]) -> None:
    with visitor.visit(samples["thread-official"]) as page:
        question = page.locator("main h1").inner_text()
        number = page.locator(".helpline .number").first.inner_text()
        menu = page.locator(".main-menu").inner_text()
        sheet = print_page(page)
    assert sheet.sizes and all(map(is_a4, sheet.sizes))
    assert sheet.shows(question) and sheet.shows(number)
    assert not sheet.shows(menu)
