"""Accessibility faults that axe finds on the open page."""

from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RUN: Final = "options => axe.run(options).then(({ violations }) => violations)"
"""Returns faults only, since what axe passed would be most of a megabyte a page."""


def violations(page: Page) -> list[dict[str, Any]]:
    """Return each rule that the page breaks, with the elements that break it."""
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
    return found
