"""Fixtures: the browser, the served sites, and the parameters `sample` and `policy`."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser import Visitor, launch
from headers import CONTRACT, policies_of
from page_kinds import Page, Sample, read_pages, samples_of
from server import served


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", type=Path, required=True, help="the sample, published")
    parser.addoption(
        "--site-under-path",
        type=Path,
        required=True,
        help="the same with a --base-url that ends in /forum",
    )
    parser.addoption("--content", type=Path, required=True, help="what the sample is made of")
    parser.addoption("--corpus", type=Path, required=True, help="the content of a larger forum")
    parser.addoption("--corpus-site", type=Path, required=True, help="the same, published")
    parser.addoption("--day", type=date.fromisoformat, required=True, help="of the builds")
    parser.addoption("--artefacts", type=Path, required=True, help="where screenshots go")


@cache
def pages_of(folder: Path) -> tuple[Page, ...]:
    return tuple(read_pages(folder))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test with `sample` for each sample page, one with `policy` for each header policy."""
    folder = metafunc.config.option.site
    if "sample" in metafunc.fixturenames:
        samples = samples_of(list(pages_of(folder)))
        metafunc.parametrize("sample", samples, ids=lambda sample: sample.name)
    if "policy" in metafunc.fixturenames:
        policies = policies_of(folder)
        metafunc.parametrize("policy", policies.values(), ids=policies.keys(), scope="session")


@pytest.fixture(scope="session")
def folder(pytestconfig: pytest.Config) -> Path:
    return pytestconfig.option.site


@pytest.fixture(scope="session")
def artefacts(pytestconfig: pytest.Config) -> Path:
    pytestconfig.option.artefacts.mkdir(parents=True, exist_ok=True)
    return pytestconfig.option.artefacts


@pytest.fixture(scope="session")
def pages(folder: Path) -> list[Page]:
    return list(pages_of(folder))


@pytest.fixture(scope="session")
def samples(pages: list[Page]) -> dict[str, Sample]:
    """Sample pages by name: "home", "thread-official", …"""
    return {sample.name: sample for sample in samples_of(pages)}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visitor(chromium: Browser, folder: Path) -> Iterator[Visitor]:
    with served(folder, CONTRACT) as site:
        yield Visitor(chromium, site)


@pytest.fixture(scope="session")
def visitor_under_path(chromium: Browser, pytestconfig: pytest.Config) -> Iterator[Visitor]:
    with served(pytestconfig.option.site_under_path, CONTRACT, mount="/forum/") as site:
        yield Visitor(chromium, site)


@pytest.fixture(scope="session")
def large_visitor(chromium: Browser, pytestconfig: pytest.Config) -> Iterator[Visitor]:
    """The corpus, which has more search results than fit on a page."""
    with served(pytestconfig.option.corpus_site, CONTRACT) as site:
        yield Visitor(chromium, site)
