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


SHAPES: Final = """() => {
  const kept = /^(?:class|type|role|style|lang|tabindex|hidden|disabled|open|scope|fill|stroke)$|^aria-/
  const wordy = /^(?:aria-label|aria-valuetext|aria-valuenow)$/
  const linking = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns']
  const has = ['href', 'alt', 'title', 'aria-label']
  const reaches = (one, name) => one.getAttribute(name)?.split(/\\s+/).every(id => document.getElementById(id))
  const shape = one => [
    one.localName,
    ...[...one.attributes].filter(({ name }) => kept.test(name) && !wordy.test(name) && !linking.includes(name))
      .map(({ name, value }) => `${name}=${value}`).sort(),
    ...linking.map(name => reaches(one, name)), ...has.map(name => !!one.getAttribute(name)),
    one.labels?.length, !!one.textContent.trim(),
  ].join(' ')
  const paths = new Map()
  for (const one of document.querySelectorAll('html, body, body *'))
    paths.set(one, `${paths.get(one.parentNode) ?? ''} > ${shape(one)}`)
  const parts = document.querySelectorAll('main, nav, header, footer, aside, h1, h2, h3, h4, h5, h6')
  const order = [...parts].filter(one => one.checkVisibility()).map(one => one.localName)
  const names = [...document.querySelectorAll('nav, aside, section[aria-label]')].map(one => one.ariaLabel)
  const outline = order.filter((one, at) => one !== order[at - 1])
  const whole = [...outline, !!document.title, names.length - new Set(names).size]
  return [...new Set([...paths.values(), whole.join()])]
}"""
"""Each element of the page within those around it: its attributes, whether it has words and labels, and whether what it
refers to is there. With them, the order of headings and landmarks.
"""


class Tried:
    """The elements that axe has seen. It tries a page that has another, or every page."""

    def __init__(self, *, every: bool = False) -> None:
        self._every, self._shapes = every, set[str]()
        self.pages = 0

    def violations(self, page: Page) -> list[dict[str, Any]]:
        """Return each rule that the page breaks, or none if axe has seen all of its elements on pages before."""
        shapes = set(page.evaluate(SHAPES))
        if shapes <= self._shapes and not self._every:
            return []
        self._shapes |= shapes
        self.pages += 1
        return violations(page)


def violations(page: Page) -> list[dict[str, Any]]:
    """Return each rule that the page breaks, with the elements that break it."""
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
    return found
