"""Searches without a network, with damaged files, and while the host publishes."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route

from browser import Visitor
from search_session import heading, posts, searched, submit


def test_network_error_offers_retry(visitor: Visitor) -> None:
    with searched(visitor, "drain") as page:
        page.context.set_offline(True)
        page.fill("#search-q", "mastectomy")
        page.press("#search-q", "Enter")
        page.locator("#search-notes button").wait_for()
        assert "online" in heading(page)
        page.context.set_offline(False)
        page.click("#search-notes button")
        page.locator("#search-results > li").first.wait_for()


def test_offline_before_the_first_search(visitor: Visitor) -> None:
    with visitor.visit("search/") as page:
        page.context.set_offline(True)
        page.locator("#search-q").press_sequentially("dr")
        page.wait_for_timeout(300)
        assert page.inner_text("#search-status") == ""
        submit(page, "drain")
        assert "online" in heading(page)
        page.context.set_offline(False)
        page.click("#search-notes button")
        assert page.evaluate("document.activeElement.id") == "search-heading"
        page.locator("#search-results > li").first.wait_for()


def test_files_of_two_editions_are_reloaded_once(visitor: Visitor) -> None:
    """While the host publishes, the stamp of the dictionary may differ from that of the lists."""
    changed: set[str] = set()

    def answer(route: Route) -> None:
        body = bytearray(route.fetch().body())
        if route.request.url not in changed:
            body[0] ^= 1
        changed.add(route.request.url)
        route.fulfill(body=bytes(body))

    with visitor.visit("search/") as page:
        page.context.route("**/search/index/w/*", answer)
        submit(page, "chemo and the")
        assert changed and posts(page)


def test_open_page_loads_the_next_edition(visitor: Visitor) -> None:
    """Post numbers may change: no file of the previous edition is used again."""
    asked: list[str] = []

    def take(route: Route) -> None:
        asked.append(urlsplit(route.request.url).query)
        route.continue_()

    def publish(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"edition": "next"})

    with visitor.visit("search/") as page:
        page.context.route("**/search/index/*/**", take)
        submit(page, "drain")
        page.context.route("**/search/index/root.json", publish)
        submit(page, "chemo")
        assert len(set(asked)) == 1 and "" not in asked and "next" not in asked
        asked.clear()
        page.workers[0].evaluate(
            "() => { const now = Date.now; Date.now = () => now() + 6 * 60 * 1000; }"
        )
        submit(page, "drain")
        assert posts(page) and set(asked) == {"next"}


GARBAGE = bytes((7 * n * n + 3 * n) % 256 for n in range(4000))


@pytest.mark.parametrize(
    "damage", [b"", b"\x01", GARBAGE, b"\xff" * 4000], ids=["empty", "byte", "any", "ones"]
)
@pytest.mark.parametrize("part", ["root.json", "w/*", "s/*/*"])
def test_damaged_index_shows_an_error(visitor: Visitor, part: str, damage: bytes) -> None:
    """A damaged file, such as a proxy page or half a file, must not cause an endless search."""
    with visitor.visit("search/") as page:
        page.context.route(f"**/search/index/{part}", lambda route: route.fulfill(body=damage))
        page.fill("#search-q", "mastectomy drain")
        page.press("#search-q", "Enter")
        page.locator("#search-notes button").wait_for(timeout=20_000)
        page.context.unroute(f"**/search/index/{part}")
        page.click("#search-notes button")
        page.locator("#search-results > li").first.wait_for()
