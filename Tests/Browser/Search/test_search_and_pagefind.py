"""Compares the search with Pagefind on the sample and the corpus.

Prints the figures of Tests/Benchmarks/pagefind.py (`-s`) and keeps them with the screenshots.
Asserts only what is true on any machine.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser

BENCHMARK = Path(__file__).parents[2] / "Benchmarks" / "pagefind.py"
# The options with the site and its content.
SITES = {"sample": ("--site", "--content"), "corpus": ("--corpus-site", "--corpus")}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """Imports by path, because a package has the same name."""
    spec = importlib.util.spec_from_file_location("beside_pagefind", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SITES)
def test_finds_more_misspelt_words_and_loads_less(
    chromium: Browser,
    pytestconfig: pytest.Config,
    artefacts: Path,
    benchmark: ModuleType,
    name: str,
) -> None:
    site, content = (pytestconfig.getoption(option) for option in SITES[name])
    figures: dict[str, Any] = benchmark.measured(chromium, site, content)
    table = benchmark.table(figures)
    print("", name, "", table, sep="\n")
    (artefacts / f"search-beside-pagefind-{name}.md").write_text(table + "\n", "utf-8")
    ours, theirs = figures["forumgen"], figures["Pagefind"]
    assert ours.of == theirs.of >= 40
    assert ours.found > theirs.found, table
    # Bytes of a visit: the first query and ten more.
    assert ours.first < theirs.first, table
    assert ours.first + sum(ours.later) < theirs.first + sum(theirs.later), table
