"""Shorten a long page of what waits: the most urgent rows are shown, the others are folded with their count."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from amity.waiting.sections import Row, Section

FITS: Final = 12
"""Items that a page shows without folding any."""
FIRST: Final = 3
"""Rows of each list that are shown, if there are many."""
FIRST_LATE: Final = 6
"""Rows shown of a list with that many late ones."""
FIRST_URGENT: Final = 9
"""Rows shown of what is late or due today on an account, if there are many."""
MORE: Final = "more"


def shortened(found: Sequence[Section], opened: str, here: str) -> list[Section]:
    """Return lists with their first rows shown and the others folded, where there are many in all.

    The rest named `opened` and any with a refused action are open. An action in one returns to it open.
    """
    if sum(len(one.rows) for one in found) <= FITS:
        return list(found)
    return [_cut(one, min(max(FIRST, _late_rows(one)), FIRST_LATE), opened, here) for one in found]


def folded_beyond_first(found: Sequence[Section], opened: str, here: str) -> list[Section]:
    """Return sections with those folded that come after the first dozen items, unless they have only one.

    How many a section has doesn't fold it, so that a further one hides none: of a long one the first are shown. The
    one that was `opened` stays a fold that is open, however few items are left in it.
    """
    sections, before = [], 0
    for place, section in enumerate(found):
        is_open = not place or before < FITS or section.total == 1
        if place and (section.key == opened or not is_open):
            sections.append(_fold(section, opened, here))
        elif before + len(section.rows) <= FITS:
            sections.append(section)
        else:
            sections.append(_cut(section, FIRST if place else FIRST_URGENT, opened, here))
        before += len(section.rows)
    return sections


def _late_rows(section: Section) -> int:
    return sum(bool(row.item.days_late) for row in section.rows)


def _cut(section: Section, first: int, opened: str, here: str) -> Section:
    """Return a section with the rows after the first ones folded, if there are several of them."""
    if len(section.rows) <= first + 1:
        return section
    rest, key = section.rows[first:], f"{section.key}-{MORE}"
    return replace(section, rows=section.rows[:first], rest=rest, is_open=_opens(rest, key, opened, here))


def _fold(section: Section, opened: str, here: str) -> Section:
    return replace(section, is_folded=True, is_open=_opens(section.rows, section.key, opened, here))


def _opens(rows: Sequence[Row], key: str, opened: str, here: str) -> bool:
    """Return whether folded rows are open, and let their actions return to them."""
    for row in rows:
        for form in row.forms:
            form.initial = {**form.initial, "back": f"{here}?open={key}"}
    return key == opened or any(form.is_placed for row in rows for form in row.forms)
