"""The search beside Pagefind's, the best of those that need no server: on the sample and on the
corpus.

What Tests/Benchmarks/pagefind.py measures is printed (`-s`) and kept with the screenshots. Held to
is only what is so on any machine.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser

BENCHMARK = Path(__file__).parents[1] / "Benchmarks" / "pagefind.py"
# The options that name a site, and what it was made of.
SITES = {"sample": ("--site", "--content"), "corpus": ("--corpus-site", "--corpus")}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """By its path: there is a package of its name."""
    spec = importlib.util.spec_from_file_location("beside_pagefind", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SITES)
def test_it_finds_more_misspelt_words_and_loads_less(
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
    # Of a visit: what comes with the first query, and ten more.
    assert ours.first < theirs.first, table
    assert ours.first + sum(ours.later) < theirs.first + sum(theirs.later), table
