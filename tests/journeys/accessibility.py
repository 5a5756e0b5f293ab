"""Accessibility faults that axe finds on the open page."""

from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RUN: Final = """options => {
  axe.configure({ rules: [{ id: 'color-contrast', selector: ':not([data-tried])' }] })
  return axe.run(options).then(({ violations }) => violations)
}"""
"""Returns faults only, since what axe passed would be most of a megabyte a page.

The contrast of colours takes half the time of all rules, so it leaves out elements marked as tried.
"""


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
  const shapes = [], places = new Map(), numbers = new Map()
  for (const one of document.querySelectorAll('html, body, body *')) {
    const placed = [numbers.get(one.parentNode) ?? null, shape(one)]
    const place = placed.join()
    if (!places.has(place)) places.set(place, shapes.push(placed) - 1)
    numbers.set(one, places.get(place))
  }
  globalThis.shapeNumbers = numbers
  const parts = document.querySelectorAll('main, nav, header, footer, aside, h1, h2, h3, h4, h5, h6')
  const order = [...parts].filter(one => one.checkVisibility()).map(one => one.localName)
  const names = [...document.querySelectorAll('nav, aside, section[aria-label]')].map(one => one.ariaLabel)
  const outline = order.filter((one, at) => one !== order[at - 1])
  return [...shapes, [null, [...outline, !!document.title, names.length - new Set(names).size].join()]]
}"""
"""Each different element of the page, with the number of the one around it: its attributes, whether it has words and
labels, and whether what it refers to is there. After them, the order of headings and landmarks.
"""
MARK: Final = """fresh => {
  const left = new Map(fresh.map(number => [number, 10]))
  for (const [one, number] of shapeNumbers) {
    if (left.get(number)) left.set(number, left.get(number) - 1)
    else one.setAttribute('data-tried', '')
  }
  globalThis.gaps = []
  if (shapeNumbers.size < 5000) return
  for (const row of document.querySelectorAll('main li[data-tried]:not(:has(:not([data-tried])))')) {
    const gap = new Comment()
    row.replaceWith(gap)
    gaps.push([gap, row])
  }
}"""
"""Marks elements seen before, on other pages or ten times on this one.

The reference of the API has 40,000. From a page that long, rows with nothing else are taken while axe looks at it.
"""
PUT_BACK: Final = "() => { for (const [gap, row] of gaps) gap.replaceWith(row) }"


class Tried:
    """The elements that axe has seen, each within those around it. It tries a page that has another, or every page."""

    def __init__(self, *, every: bool = False) -> None:
        self._every, self._numbers = every, dict[tuple[int | None, str], int]()
        self.pages = 0

    def violations(self, page: Page) -> list[dict[str, Any]]:
        """Return each rule that the page breaks, or none if axe has seen all of its elements on pages before."""
        seen, numbers = len(self._numbers), list[int]()
        for around, shape in page.evaluate(SHAPES):
            place = (None if around is None else numbers[around], shape)
            numbers.append(self._numbers.setdefault(place, len(self._numbers)))
        fresh = [at for at, number in enumerate(numbers) if number >= seen]
        if not fresh and not self._every:
            return []
        self.pages += 1
        if self._every:
            return violations(page)
        page.evaluate(MARK, fresh)
        found = violations(page)
        page.evaluate(PUT_BACK)
        return found


def violations(page: Page) -> list[dict[str, Any]]:
    """Return each rule that the page breaks, with the elements that break it."""
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, OPTIONS)
    return found
