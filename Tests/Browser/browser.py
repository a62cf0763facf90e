"""Opens pages in Chromium, each in a context of its own: no visit leaves anything to the next."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, Request, Route, ViewportSize

from kinds import Sample
from server import Site

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 780}


# Debian's Chromium without windows opens a page in 0.1 s, the whole one in 0.3 s.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def launch(playwright: Playwright) -> Browser:
    """The first of PROGRAMS that is installed. (Playwright leaves its sandbox off: root could not
    start it.)
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RuntimeError(
            "there is no Chromium on the PATH; on Debian: apt-get install chromium-headless-shell"
        )
    return playwright.chromium.launch(executable_path=program)


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks at the site with a browser."""

    browser: Browser
    site: Site

    @contextmanager
    def visit(self, sample: Sample | str, **settings: Any) -> Iterator[Page]:
        """Opens a page. `settings` are those of Playwright's `new_context`: viewport, color_scheme,
        java_script_enabled, …

        A redirect page stays on the screen: its target answers 204, "No Content", on which a
        browser stays where it is.
        """
        path = sample if isinstance(sample, str) else sample.path
        context = self.browser.new_context(
            **{"viewport": WIDE, "reduced_motion": "reduce"} | settings
        )
        try:
            page = context.new_page()
            if isinstance(sample, Sample) and sample.kind == "redirect":
                stay_at(page, self.site.url + path)
            page.goto(self.site.url + path)
            yield page
        finally:
            context.close()


def stay_at(page: Page, url: str) -> None:
    def answer(route: Route, request: Request) -> None:
        if request.is_navigation_request() and request.url != url:
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route("**/*", answer)


def open_all(page: Page) -> None:
    """Unfolds what a page folds: content notes, and whatever else is a <details>."""
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
