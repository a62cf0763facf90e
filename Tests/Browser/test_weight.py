"""A page of twenty posts on a slow phone: how much comes, and what it waits for."""

import gzip

from playwright.sync_api import Response

from browser import NARROW, Visitor
from kinds import Sample

KILOBYTES = 30


def test_twenty_posts_weigh_thirty_kilobytes_at_most(visitor: Visitor, samples: dict[str, Sample]) -> None:
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.request.resource_type != "image":
            sizes[response.url] = len(gzip.compress(response.body(), 6))

    context = visitor.browser.new_context(viewport=NARROW)
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", responses.append)
    page.goto(visitor.site.url + samples["thread-twenty-posts"].path, wait_until="networkidle")
    for response in responses:
        weigh(response)
    context.close()
    assert len(sizes) >= 2, "a page and its style sheet"
    assert sum(sizes.values()) <= KILOBYTES * 1000, sizes


def test_the_first_paint_waits_for_one_style_sheet_only(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample) as page:
        blocking = page.evaluate("""() => performance.getEntriesByType('resource')
            .filter(entry => entry.renderBlockingStatus === 'blocking').map(entry => entry.initiatorType)""")
        assert blocking == ["link"]
        waiting = page.eval_on_selector_all(
            "script", "all => all.filter(one => one.src ? !one.defer : one.type !== 'application/ld+json').length"
        )
        assert waiting == 0, "a script that is neither deferred nor data"
