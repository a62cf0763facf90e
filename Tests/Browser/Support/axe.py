"""axe-core with all rules for WCAG 2.2 AA and its best practices."""

from importlib.resources import files

from playwright.sync_api import Page

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # axe enables this rule of WCAG 2.2 only on request.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """Returns "rule: what is wrong: where" for each. page.evaluate is not subject to the CSP."""
    page.evaluate(SCRIPT)
    result = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
