"""Screenshots of each kind of page for review, in .build/browser/screenshots."""

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from browser import NARROW, WIDE, Visitor
from page_kinds import Sample
from printed_sheet import print_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
def test_screenshot(
    visitor: Visitor, sample: Sample, size: ViewportSize, scheme: str, artefacts: Path
) -> None:
    file = artefacts / f"{sample.name}-{size['width']}-{scheme}.png"
    with visitor.visit(sample, viewport=size, color_scheme=scheme) as page:
        page.screenshot(path=file, full_page=True)
    assert file.stat().st_size > 5000, "an empty page"


@pytest.mark.parametrize("name", ["thread-official", "thread-content-note", "home", "glossary"])
def test_pdf(visitor: Visitor, samples: dict[str, Sample], name: str, artefacts: Path) -> None:
    with visitor.visit(samples[name]) as page:
        sheet = print_page(page)
    (artefacts / f"{name}-print.pdf").write_bytes(sheet.bytes)
    assert sheet.text.strip()
