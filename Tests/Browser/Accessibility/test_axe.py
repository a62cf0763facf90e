"""axe-core with all rules, on each kind of page in each display setting."""

from typing import Any

import pytest

from axe import violations
from browser import NARROW, WIDE, Visitor, open_all_details
from page_kinds import Sample

SETTINGS = {
    f"{scheme}-{size['width']}": {"color_scheme": scheme, "viewport": size}
    for scheme in ("light", "dark")
    for size in (WIDE, NARROW)
} | {"forced-colours": {"forced_colors": "active", "viewport": NARROW}}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_axe_finds_no_violation(visitor: Visitor, sample: Sample, setting: dict[str, Any]) -> None:
    with visitor.visit(sample, **setting) as page:
        assert violations(page) == []


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_axe_finds_no_violation_in_open_details(
    visitor: Visitor, samples: dict[str, Sample], setting: dict[str, Any]
) -> None:
    with visitor.visit(samples["thread-content-note"], **setting) as page:
        open_all_details(page)
        assert violations(page) == []


def test_axe_reports_violations(visitor: Visitor) -> None:
    """Guards against tests that pass because axe did not run or lacks the target rule."""
    with visitor.visit("") as page:
        page.eval_on_selector(
            "main", "main => main.innerHTML = '<img src=x><a href=/>a</a><a href=/>b</a>'"
        )
        found = {violation.split(":")[0] for violation in violations(page)}
        assert {"image-alt", "target-size"} <= found
