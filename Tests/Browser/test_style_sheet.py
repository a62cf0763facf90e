"""Every declaration and every selector of the style sheets is one that the browser knows: what it does not, it passes over in silence."""

from pathlib import Path
from typing import Any

import tinycss2
from playwright.sync_api import Page

from browser import Visitor

# Another engine's own, which Chromium need not know.
OTHERS = ("-webkit-", "-moz-", "text-size-adjust")


def test_the_browser_knows_every_declaration(visitor: Visitor, folder: Path) -> None:
    with visitor.visit("") as page:
        for file in sorted(folder.glob("assets/*.css")):
            rules = tinycss2.parse_stylesheet(file.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
            assert unknown(page, rules) == [], file.name


def test_what_it_does_not_know_is_noticed(visitor: Visitor) -> None:
    sheet = "a { colour: red } @media print { :hoover { color: red; margin: 1 em } } a { color: }}"
    with visitor.visit("") as page:
        found = unknown(page, tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
    assert len(found) >= 4, found


def unknown(page: Page, rules: list[Any]) -> list[str]:
    """Walks into @media and the like; a nested rule is a rule in a rule's block."""
    found: list[str] = []
    for rule in rules:
        if rule.type == "error":
            found.append(f"{rule.source_line}: {rule.message}")
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword != "page":
            found += unknown(page, tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            found += unknown_selector(page, rule)
            found += unknown(page, tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "declaration" and not rule.name.startswith(("--", *OTHERS)):
            found += unknown_declaration(page, rule)
    return found


def unknown_selector(page: Page, rule: Any) -> list[str]:
    selector = tinycss2.serialize(rule.prelude).strip()
    knows = page.evaluate("text => { try { document.querySelector(text); return true } catch { return false } }", selector)
    return [] if knows else [f"{rule.source_line}: {selector}"]


def unknown_declaration(page: Page, rule: Any) -> list[str]:
    value = tinycss2.serialize(rule.value).strip()
    if page.evaluate("([name, value]) => CSS.supports(name, value)", [rule.name, value]):
        return []
    return [f"{rule.source_line}: {rule.name}: {value}"]
