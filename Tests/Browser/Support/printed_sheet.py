"""Printed pages: their text and paper sizes, read from a PDF."""

import io
import unicodedata
from dataclasses import dataclass

from playwright.sync_api import Page
from pypdf import PdfReader

# ISO 216, in points. Printer drivers round to about one point.
A4 = (595, 842)


@dataclass(frozen=True)
class Sheet:
    text: str
    sizes: list[tuple[int, int]]
    bytes: bytes

    def shows(self, text: str) -> bool:
        """Whether the text is on the sheet, without regard to line breaks and ligatures ("fi")."""
        return letters(text) in letters(self.text)


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def print_page(page: Page, *, by_style_sheet: bool = False) -> Sheet:
    """Prints on A4, or, with `by_style_sheet`, on the paper size of the @page rule."""
    data = page.pdf(prefer_css_page_size=True) if by_style_sheet else page.pdf(format="A4")
    pages = PdfReader(io.BytesIO(data)).pages
    return Sheet(
        text="\n".join(page.extract_text() for page in pages),
        sizes=[(round(page.mediabox.width), round(page.mediabox.height)) for page in pages],
        bytes=data,
    )


def is_a4(size: tuple[int, int]) -> bool:
    return all(abs(side - wanted) <= 1 for side, wanted in zip(size, A4, strict=True))
