"""What a browser asks for, and what it says about it, when it opens a page as a host sends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from browser import Visitor
from headers import HeaderRules
from kinds import Sample
from server import Site, served


@dataclass
class Diary:
    """All requests, and every complaint, of a browser's context.

    A page that `leaves` by itself breaks off what it was still loading: that is no failure.
    """

    leaves: bool
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self.note_failure)
        context.on("response", self.note_response)
        context.on("console", self.note_message)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))

    def note_failure(self, request: Request) -> None:
        if self.leaves and request.failure == "net::ERR_ABORTED":
            return
        self.complaints.append(f"failed: {request.url} ({request.failure})")

    def note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def note_message(self, message: ConsoleMessage) -> None:
        """A violation of the policy is an error in the console, so this holds those, too."""
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"{message.type}: {message.text}")

    def elsewhere(self, site: Site) -> list[str]:
        return [url for url in self.requests if not url.startswith(site.origin + "/")]


@pytest.fixture(scope="session")
def strict_visitor(chromium: Browser, folder: Path, policy: HeaderRules) -> Iterator[Visitor]:
    with served(folder, policy) as site:
        yield Visitor(chromium, site)


@contextmanager
def opened(visitor: Visitor, sample: Sample | str) -> Iterator[tuple[Diary, Page]]:
    path = sample if isinstance(sample, str) else sample.path
    diary = Diary(leaves=isinstance(sample, Sample) and sample.kind == "redirect")
    context = visitor.browser.new_context()
    diary.listen(context)
    try:
        page = context.new_page()
        page.goto(visitor.site.url + path, wait_until="networkidle")
        yield diary, page
    finally:
        context.close()


def test_a_page_loads_from_its_own_host_only_and_without_a_complaint(
    strict_visitor: Visitor, sample: Sample
) -> None:
    with opened(strict_visitor, sample) as (diary, page):
        assert diary.complaints == []
        assert diary.elsewhere(strict_visitor.site) == []
        assert rules_in_force(page) > 50


def test_under_a_path_it_does_so_too(visitor_under_path: Visitor, sample: Sample) -> None:
    with opened(visitor_under_path, sample) as (diary, page):
        assert diary.complaints == []
        assert [
            url for url in diary.requests if not url.startswith(visitor_under_path.site.url)
        ] == []
        assert rules_in_force(page) > 50


def test_a_redirect_leads_to_its_page(
    visitor_under_path: Visitor, samples: dict[str, Sample]
) -> None:
    with visitor_under_path.visit(samples["redirect"].path) as page:
        page.wait_for_url(lambda url: not url.endswith(samples["redirect"].path))
        assert page.url.startswith(visitor_under_path.site.url)
        assert page.locator('meta[http-equiv="refresh"]').count() == 0


def test_what_is_not_there_shows_the_page_for_it_at_any_depth(visitor_under_path: Visitor) -> None:
    with opened(visitor_under_path, "boards/nowhere/at/all/") as (diary, page):
        missing = visitor_under_path.site.url + "boards/nowhere/at/all/"
        answer = (
            "error: Failed to load resource: the server responded with a status of 404 (Not Found)"
        )
        assert sorted(diary.complaints) == sorted([f"404: {missing}", answer])
        assert rules_in_force(page) > 50
        page.locator("main a").last.click()
        assert page.url == visitor_under_path.site.url


def test_a_complaint_is_noticed(visitor: Visitor) -> None:
    with opened(visitor, "") as (diary, page):
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example.org/'}))"
        )
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.wait_for_timeout(100)
        assert len(diary.complaints) >= 2


def rules_in_force(page: Page) -> int:
    """More than none: the style sheet is there, and the policy lets it in."""
    return page.evaluate(
        "[...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0)"
    )
