"""Opens pages in Chromium, each in a new context, so that no visit affects another."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, Request, Route, ViewportSize

from page_kinds import Sample
from server import Site

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 780}


# The headless shell opens a page in 0.1 s, the full browser in 0.3 s.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def launch(playwright: Playwright) -> Browser:
    """Starts the first of PROGRAMS that is installed. Playwright disables the sandbox, which root
    cannot use.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RuntimeError(
            "there is no Chromium on the PATH; on Debian: apt-get install chromium-headless-shell"
        )
    return playwright.chromium.launch(executable_path=program)


@dataclass(frozen=True)
class Visitor:
    """A reader of the site."""

    browser: Browser
    site: Site

    @contextmanager
    def visit(self, sample: Sample | str, **settings: Any) -> Iterator[Page]:
        """Opens a page. `settings` are those of Playwright's `new_context`: viewport, color_scheme,
        java_script_enabled, …

        On a redirect page, the target answers 204 "No Content", so that the browser stays on the
        page.
        """
        path = sample if isinstance(sample, str) else sample.path
        context = self.browser.new_context(
            **{"viewport": WIDE, "reduced_motion": "reduce"} | settings
        )
        try:
            page = context.new_page()
            if isinstance(sample, Sample) and sample.kind == "redirect":
                block_navigation(page, self.site.url + path)
            page.goto(self.site.url + path)
            yield page
        finally:
            context.close()


def block_navigation(page: Page, url: str) -> None:
    def answer(route: Route, request: Request) -> None:
        if request.is_navigation_request() and request.url != url:
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route("**/*", answer)


def open_all_details(page: Page) -> None:
    """Opens all <details> elements, content notes among them."""
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
