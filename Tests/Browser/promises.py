"""All that the content format's contract promises of a published folder, by name.

A promise takes a site and gives a sentence for each breach: none, when it is kept.
"""

from collections.abc import Callable, Iterator

from list_promises import LIST_PROMISES
from page_promises import PAGE_PROMISES
from post_promises import POST_PROMISES
from published import Site
from reading import Page
from site_promises import SITE_PROMISES

Promise = Callable[[Site], Iterator[str]]


def of_each_page(promise: Callable[[Page, Site], Iterator[str]]) -> Promise:
    def of_site(site: Site) -> Iterator[str]:
        for page in site.pages.values():
            yield from (f"{page.path}: {breach}" for breach in promise(page, site))

    return of_site


PROMISES: dict[str, Promise] = {
    **{f"each_page_{one.__name__}": of_each_page(one) for one in PAGE_PROMISES},
    **{one.__name__: one for one in POST_PROMISES + LIST_PROMISES + SITE_PROMISES},
}
