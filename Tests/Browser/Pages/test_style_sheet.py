"""The browser supports every declaration and selector of the style sheets.

Browsers ignore unknown ones without a message. The available Nu checker is too old for CSS.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2
from playwright.sync_api import Page

from browser import Visitor

# At-rules with descriptors. CSS.supports knows only properties.
DESCRIPTORS = ("page", "font-face", "property")

# Prefixed properties of other engines are skipped.
UNKNOWN_TO_BROWSER = """pieces => {
  const selects = text => {
    try { document.querySelector(text); return true; } catch { return false; }
  };
  const knows = (name, value) => /^(--|-webkit-|-moz-)/.test(name) || CSS.supports(name, value);
  return pieces.filter(([line, name, value]) => !(name ? knows(name, value) : selects(value)))
    .map(piece => piece.join(': '));
}"""


def test_the_browser_knows_every_declaration(visitor: Visitor, folder: Path) -> None:
    with visitor.visit("") as page:
        for file in sorted(folder.glob("assets/*.css")):
            assert unknown(page, file.read_text("utf-8")) == [], file.name


def test_unknown_declarations_are_found(visitor: Visitor) -> None:
    sheet = """a { colour: red; & b { color: blau } }
      @media print { :hoover { color: red; margin: 1 em } }"""
    with visitor.visit("") as page:
        found = unknown(page, sheet)
    assert [piece.split(": ")[1] for piece in found] == ["colour", "color", "", "margin"]


def unknown(page: Page, sheet: str) -> list[str]:
    """Returns "line: name: value", for a selector "line: : selector"."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return page.evaluate(UNKNOWN_TO_BROWSER, list(pieces(rules)))


def pieces(rules: list[Any]) -> Iterator[tuple[int, str, str]]:
    """Yields line, name and value of each declaration, and selectors without a name, also in nested
    rules.
    """
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"line {rule.source_line}: {rule.message}")
        if rule.type == "declaration":
            yield rule.source_line, rule.name, tinycss2.serialize(rule.value).strip()
            continue
        if rule.type == "qualified-rule":
            yield rule.source_line, "", tinycss2.serialize(rule.prelude).strip()
        if rule.content is not None and getattr(rule, "lower_at_keyword", "") not in DESCRIPTORS:
            inside = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield from pieces(inside)
