"""Transfer size and render-blocking files of a page with twenty posts."""

import gzip

from playwright.sync_api import Response

from browser import NARROW, Visitor
from page_kinds import Sample

MAX_KILOBYTES = 30


def test_page_of_twenty_posts_has_at_most_30_kilobytes(
    visitor: Visitor, samples: dict[str, Sample]
) -> None:
    """Counts everything that a first visit loads, compressed, except images of members."""
    answers = answers_to(visitor, samples["thread-twenty-posts"])
    sizes = {url: len(gzip.compress(body, 6)) for url, body in answers.items()}
    assert len(sizes) >= 2, "a page and its style sheet"
    assert sum(sizes.values()) <= MAX_KILOBYTES * 1000, sizes
    print(sizes)


def test_only_one_style_sheet_blocks_rendering(visitor: Visitor, sample: Sample) -> None:
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
    """The response bodies of a first visit, by URL."""
    context = visitor.browser.new_context(viewport=NARROW)
    responses: list[Response] = []
    context.on("response", lambda response: responses.append(response))
    try:
        context.new_page().goto(visitor.site.url + sample.path, wait_until="networkidle")
        return {one.url: one.body() for one in responses if one.request.resource_type != "image"}
    finally:
        context.close()
