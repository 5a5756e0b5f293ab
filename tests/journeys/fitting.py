"""Elements that don't fit on the open page."""

from typing import Final

from playwright.sync_api import Page

CUT_OFF: Final = """width => {
  const shown = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest('.visually-hidden') && one.getClientRects().length > 0
  const scrolls = one => {
    for (let above = one.parentElement; above; above = above.parentElement)
      if (/auto|scroll/.test(getComputedStyle(above).overflowX) && above.scrollWidth > above.clientWidth) return true
    return false
  }
  const cut = one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'
  const outside = one => {
    const { left, right } = one.getBoundingClientRect()
    return (left < -1 || right > width + 1) && !scrolls(one)
  }
  const clipped = one => {
    const { left, right } = one.getBoundingClientRect()
    for (let above = one.parentElement; above; above = above.parentElement) {
      const edge = above.getBoundingClientRect()
      if (/hidden|clip/.test(getComputedStyle(above).overflowX) && (right > edge.right + 1 || left < edge.left - 1))
        return !scrolls(one)
    }
    return false
  }
  const words = one => one.textContent.trim().replace(/\\s+/g, ' ')
  return [...document.querySelectorAll('button, .btn, label, legend, th, h1, h2, h3, .chip, .pill')]
    .filter(one => words(one) && shown(one) && (cut(one) || outside(one) || clipped(one)))
    .map(one => `${one.tagName.toLowerCase()} “${words(one).slice(0, 60)}”`)
}"""
HIDDEN_CELLS: Final = """() => {
  const table = one => one.closest('table')
  const shown = one => table(one).checkVisibility() && !table(one).closest('.wk, .pay')
  return [...document.querySelectorAll('table tr > *')]
    .filter(one => one.textContent.trim() && shown(one) && one.parentElement.checkVisibility())
    .filter(one => !one.checkVisibility())
    .filter(one => !(one.closest('thead') && getComputedStyle(one.closest('thead')).display === 'none'))
    .map(one => one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60))
}"""
"""Cells of tables that are not drawn. A table whose rows are stacked has its labels in the cells, and no heading row.

The week and the list of payments open a row on request, so their cells are not meant.
"""
WIDE: Final = "document.documentElement.scrollWidth"


def misfits(page: Page) -> list[str]:
    """Return the buttons, labels and titles that are cut off, hidden cells, and how wide a page is that is too wide."""
    assert page.viewport_size
    width = page.viewport_size["width"]
    wide = page.evaluate(WIDE)
    found = [f"cut off: {one}" for one in page.evaluate(CUT_OFF, width)]
    found += [f"hidden cell: {one}" for one in page.evaluate(HIDDEN_CELLS)]
    return found + [f"{wide} px wide"] * (wide > width)
