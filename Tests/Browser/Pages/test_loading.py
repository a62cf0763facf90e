"""Requests and errors when a browser opens a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from browser import Visitor
from headers import HeaderRules
from page_kinds import Sample
from server import Site, served


@dataclass
class PageLog:
    """All requests and errors of a browser context.

    If the page `leaves` by itself, aborted requests are no errors.
    """

    leaves: bool
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self.note_failure)
        context.on("response", self.note_response)
        context.on("console", self.note_message)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))

    def note_failure(self, request: Request) -> None:
        if self.leaves and request.failure == "net::ERR_ABORTED":
            return
        self.problems.append(f"failed: {request.url} ({request.failure})")

    def note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def note_message(self, message: ConsoleMessage) -> None:
        """CSP violations are console errors, so they are included."""
        if message.type in ("error", "warning", "assert"):
            self.problems.append(f"{message.type}: {message.text}")

    def foreign_requests(self, site: Site) -> list[str]:
        return [url for url in self.requests if not url.startswith(site.origin + "/")]


@pytest.fixture(scope="session")
def strict_visitor(chromium: Browser, folder: Path, policy: HeaderRules) -> Iterator[Visitor]:
    with served(folder, policy) as site:
        yield Visitor(chromium, site)


@contextmanager
def opened(visitor: Visitor, sample: Sample | str) -> Iterator[tuple[PageLog, Page]]:
    path = sample if isinstance(sample, str) else sample.path
    log = PageLog(leaves=isinstance(sample, Sample) and sample.kind == "redirect")
    context = visitor.browser.new_context()
    log.listen(context)
    try:
        page = context.new_page()
        page.goto(visitor.site.url + path, wait_until="networkidle")
        yield log, page
    finally:
        context.close()


def test_page_loads_only_from_own_host_without_errors(
    strict_visitor: Visitor, sample: Sample
) -> None:
    with opened(strict_visitor, sample) as (log, page):
        assert log.problems == []
        assert log.foreign_requests(strict_visitor.site) == []
        assert style_rule_count(page) > 50


def test_page_under_a_path_loads_without_errors(
    visitor_under_path: Visitor, sample: Sample
) -> None:
    with opened(visitor_under_path, sample) as (log, page):
        assert log.problems == []
        assert [
            url for url in log.requests if not url.startswith(visitor_under_path.site.url)
        ] == []
        assert style_rule_count(page) > 50


def test_redirect_opens_its_target(visitor_under_path: Visitor, samples: dict[str, Sample]) -> None:
    with visitor_under_path.visit(samples["redirect"].path) as page:
        page.wait_for_url(lambda url: not url.endswith(samples["redirect"].path))
        assert page.url.startswith(visitor_under_path.site.url)
        assert page.locator('meta[http-equiv="refresh"]').count() == 0


def test_missing_url_shows_404_page_at_any_depth(visitor_under_path: Visitor) -> None:
    with opened(visitor_under_path, "boards/nowhere/at/all/") as (log, page):
        missing = visitor_under_path.site.url + "boards/nowhere/at/all/"
        answer = (
            "error: Failed to load resource: the server responded with a status of 404 (Not Found)"
        )
        assert sorted(log.problems) == sorted([f"404: {missing}", answer])
        assert style_rule_count(page) > 50
        page.locator("main a").last.click()
        assert page.url == visitor_under_path.site.url


def test_errors_are_found(visitor: Visitor) -> None:
    with opened(visitor, "") as (log, page):
        page.evaluate("new Image().src = 'https://elsewhere.example.org/'")
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.wait_for_timeout(100)
        assert len(log.problems) >= 2


def style_rule_count(page: Page) -> int:
    """The number of CSS rules. It is 0 if the style sheet is missing or blocked."""
    return page.evaluate(
        "[...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0)"
    )
