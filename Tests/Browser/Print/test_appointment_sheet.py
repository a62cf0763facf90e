"""The printed appointment sheet of a thread: question, official answer, terms with meanings,
helpline, and no navigation.
"""

from browser import Visitor, open_all_details
from page_kinds import Sample
from printed_sheet import Sheet, is_a4, print_page


def printed(visitor: Visitor, sample: Sample) -> Sheet:
    with visitor.visit(sample) as page:
        return print_page(page, by_style_sheet=True)


def text_in_print(visitor: Visitor, sample: Sample, selector: str) -> str:
    """The printed text of an element, with the meanings of terms."""
    with visitor.visit(sample) as page:
        open_all_details(page)
        page.emulate_media(media="print")
        return page.locator(selector).first.inner_text()


def test_the_style_sheet_asks_for_a4(visitor: Visitor, samples: dict[str, Sample]) -> None:
    sheet = printed(visitor, samples["thread-official"])
    assert sheet.sizes and all(map(is_a4, sheet.sizes))


def test_the_question_and_the_official_answer_are_on_it_in_full(
    visitor: Visitor, samples: dict[str, Sample]
) -> None:
    sheet = printed(visitor, samples["thread-official"])
    for selector in (
        "main h1",
        "#post-1 .post-body p",
        ".post-official .post-body p",
        ".post-official .role",
    ):
        assert sheet.shows(text_in_print(visitor, samples["thread-official"], selector)), selector


def test_the_helpline_with_its_hours_and_the_disclaimer_are_on_it(
    visitor: Visitor, samples: dict[str, Sample]
) -> None:
    sheet = printed(visitor, samples["thread-official"])
    for selector in (".helpline .number", ".helpline .hours li", ".disclaimer p"):
        assert sheet.shows(text_in_print(visitor, samples["thread-official"], selector)), selector


def test_terms_are_on_it_with_their_meanings(visitor: Visitor, samples: dict[str, Sample]) -> None:
    """Paper has no links to the glossary, so the sheet must have the meanings."""
    sheet = printed(visitor, samples["thread-official"])
    with visitor.visit(samples["glossary"]) as page:
        terms = page.eval_on_selector_all(
            ".glossary dt",
            """all => all.map(dt => [dt.firstChild, dt.nextElementSibling]
            .map(node => node.textContent.trim()))""",
        )
    explained = [term for term, meaning in terms if sheet.shows(meaning)]
    assert explained, "no meaning of any term is printed"
    assert [term for term in explained if term.lower() not in sheet.text.lower()] == []


def test_no_navigation_is_on_it(visitor: Visitor, samples: dict[str, Sample]) -> None:
    with visitor.visit(samples["thread-official"]) as page:
        page.emulate_media(media="print")
        for selector in ("nav", ".skip-link", ".tags", ".permalink", "input", "button", ".related"):
            assert not any(found.is_visible() for found in page.locator(selector).all()), selector


def test_it_needs_two_pages_at_most_for_a_question_and_its_answer(
    visitor: Visitor, samples: dict[str, Sample]
) -> None:
    assert len(printed(visitor, samples["thread-official"]).sizes) <= 2
