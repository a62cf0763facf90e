"""All rules that the content format makes for a published folder, by name.

A rule takes a site and yields a message for each violation.
"""

from collections.abc import Callable, Iterator

from html_reader import Page
from list_rules import LIST_RULES
from page_rules import PAGE_RULES
from post_rules import POST_RULES
from published_site import Site
from site_rules import SITE_RULES

Rule = Callable[[Site], Iterator[str]]


def for_each_page(rule: Callable[[Page, Site], Iterator[str]]) -> Rule:
    def of_site(site: Site) -> Iterator[str]:
        for page in site.pages.values():
            yield from (f"{page.path}: {error}" for error in rule(page, site))

    return of_site


RULES: dict[str, Rule] = {
    **{f"each_page_{one.__name__}": for_each_page(one) for one in PAGE_RULES},
    **{one.__name__: one for one in POST_RULES + LIST_RULES + SITE_RULES},
}
