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
    .filter(one => one.textContent.trim() !== '–' && !one.querySelector('[data-nothing]'))
    .filter(one => !one.closest('.reflows thead'))
    .filter(one => !(one.closest('thead') && getComputedStyle(one.closest('thead')).display === 'none'))
    .map(one => one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60))
}"""
"""Cells of tables that are not drawn. A table whose rows are stacked has its labels in the cells, and no heading row,
and leaves out cells with nothing in them.

The week and the list of payments open a row on request, so their cells are not meant.
"""
DRAWN: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
OPENED: Final = "() => { for (const one of document.querySelectorAll('details.alt')) one.open = true }"
WIDE_TABLES: Final = """() => [...document.querySelectorAll('main table')]
  .filter(one => one.checkVisibility() && !one.closest('.wk'))
  .map(one => [one, one.closest('.tbl-scroll, .card, .why-b') ?? one.parentElement])
  .filter(([one, box]) => one.getBoundingClientRect().width > box.clientWidth + 1)
  .map(([one, box]) => {
    const title = one.caption?.textContent ?? one.closest('section, .card')?.querySelector('h2')?.textContent ?? ''
    return `table “${title.trim().replace(/\\s+/g, ' ').slice(0, 60)}” ${one.offsetWidth} px wide in ${box.clientWidth}`
  })"""
"""Tables wider than the box or the card they are in. The grid of a week is meant to be as wide as seven days."""
OFF_CENTRE: Final = """() => {
  const forEars = one => one.nodeType === 1 && one.matches('.visually-hidden')
  const inSight = one => !forEars(one) && (one.nodeType === 1 || one.nodeType === 3 && one.textContent.trim())
  const buttons = [...document.querySelectorAll('.btn:not(.btn-icon):has(> .visually-hidden)')]
  return buttons.filter(one => one.checkVisibility()).filter(one => {
    const parts = [...one.childNodes].filter(inSight)
    const words = document.createRange()
    words.setStartBefore(parts[0])
    words.setEndAfter(parts.at(-1))
    const [inner, outer] = [words.getBoundingClientRect(), one.getBoundingClientRect()]
    return Math.abs(inner.left - outer.left - (outer.right - inner.right)) > 4
  }).map(one => one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60))
}"""
"""Buttons whose words in sight aren't in their middle, because words for the ear take room."""
WIDE: Final = "document.documentElement.scrollWidth"
TABLES: Final = f"async () => {{ ({OPENED})(); await ({DRAWN})(); return ({WIDE_TABLES})() }}"
FITS: Final = f"""async width => {{
  await ({DRAWN})()
  return [{WIDE}, ({CUT_OFF})(width), ({HIDDEN_CELLS})(), ({OFF_CENTRE})(), await ({TABLES})()]
}}"""
"""All of these at once, since each question to the browser takes as long as its answer."""


def misfits(page: Page) -> list[str]:
    """Return the buttons, labels and titles that are cut off, hidden cells, and how wide a page is that is too wide.

    The page is drawn at its size first: what a phone folds away is still open when the size has just changed.
    """
    assert page.viewport_size
    width = page.viewport_size["width"]
    wide, cut_off, hidden, off_centre, tables = page.evaluate(FITS, width)
    found = [f"cut off: {one}" for one in cut_off]
    found += [f"hidden cell: {one}" for one in hidden]
    found += [f"off centre: {one}" for one in off_centre]
    found += tables
    return found + [f"{wide} px wide"] * (wide > width)


def wide_tables(page: Page) -> list[str]:
    """Return the tables that are wider than the card they are in, whose last columns can't be seen.

    Tables behind the pictures of charts are opened first. A phone redraws wide tables as blocks once they are measured.
    """
    found: list[str] = page.evaluate(TABLES)
    return found
