"""At least one violation of each rule."""

from list_violations import LIST_VIOLATIONS
from page_violations import PAGE_VIOLATIONS
from post_violations import POST_VIOLATIONS
from site_violations import SITE_VIOLATIONS

VIOLATIONS = PAGE_VIOLATIONS + POST_VIOLATIONS + LIST_VIOLATIONS + SITE_VIOLATIONS
