"""A page of twenty posts on a slow phone: how much comes, and what it waits for."""

import gzip

from playwright.sync_api import Response

from browser import NARROW, Visitor
from kinds import Sample

KILOBYTES = 30


def test_twenty_posts_weigh_thirty_kilobytes_at_most(
    visitor: Visitor, samples: dict[str, Sample]
) -> None:
    """All that a first visit brings, as a host compresses it; pictures are the members' own."""
    answers = answers_to(visitor, samples["thread-twenty-posts"])
    sizes = {url: len(gzip.compress(body, 6)) for url, body in answers.items()}
    assert len(sizes) >= 2, "a page and its style sheet"
    assert sum(sizes.values()) <= KILOBYTES * 1000, sizes
    print(sizes)


def test_the_first_paint_waits_for_one_style_sheet_only(visitor: Visitor, sample: Sample) -> None:
    with visitor.visit(sample) as page:
        blocking = page.evaluate("""() => performance.getEntriesByType('resource')
            .filter(entry => entry.renderBlockingStatus === 'blocking')
            .map(entry => entry.initiatorType)""")
        assert blocking == ["link"]
        waiting = page.eval_on_selector_all(
            "script",
            """all => all.filter(one => one.src ? !one.defer : one.type !== 'application/ld+json')
            .length""",
        )
        assert waiting == 0, "a script that is neither deferred nor data"


def answers_to(visitor: Visitor, sample: Sample) -> dict[str, bytes]:
    """The body of each answer that a first visit gets, by URL."""
    context = visitor.browser.new_context(viewport=NARROW)
    responses: list[Response] = []
    context.on("response", lambda response: responses.append(response))
    try:
        context.new_page().goto(visitor.site.url + sample.path, wait_until="networkidle")
        return {one.url: one.body() for one in responses if one.request.resource_type != "image"}
    finally:
        context.close()
