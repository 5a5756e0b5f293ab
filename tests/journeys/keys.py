"""Steps of somebody who uses the keyboard and nothing else.

Each stop on the way must be seen: it wears a ring, stands inside the window, and lies under nothing.
"""

import re

from playwright.sync_api import Page, expect

MOST_STOPS = 150
HERE = """() => {
  const one = document.activeElement, shown = one.closest(".chip") ?? one, box = shown.getBoundingClientRect();
  const look = getComputedStyle(shown), at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const words = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText ?? "";
  return { words: words.trim().replace(/\\s+/g, " "), ring: look.outlineStyle !== "none",
    free: !!at && (shown.contains(at) || at.contains(shown)) };
}"""


def press(page: Page, key: str) -> None:
    """Press a key once the page is loaded: from then on its script listens."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def tab_to(page: Page, words: str) -> int:
    """Press Tab until what is focused is called so, and return how often."""
    for stop in range(1, MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if re.match(words, here["words"]):
            assert here["ring"], f"{here['words']} wears no ring"
            assert here["free"], f"{here['words']} is covered, or outside the window"
            return stop
    raise AssertionError(f"no stop is called {words}")


def go(page: Page, words: str) -> int:
    """Tab to a link or a button that leads to another page, press Enter, and return how many keys it took."""
    stops = tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return stops + 1


def into_page(page: Page) -> None:
    """Past the navigation, by the link that stands before it."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
