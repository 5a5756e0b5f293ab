"""Shorten a long page of what waits: the most urgent rows are shown, the others are folded with their count."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from amity.waiting.sections import Row, Section
from amity.waiting.todos import ANSWER

FITS: Final = 12
"""Items that a page shows without folding any."""
FIRST: Final = 3
"""Rows of each list that are shown, if there are many."""
FIRST_LATE: Final = 6
"""Rows shown of a list with that many late ones."""
FIRST_URGENT: Final = 9
"""Rows shown of what is late or due today on an account, if there are many."""
FIRST_LATER: Final = 1
"""Rows shown of a kind that an account doesn't open with, if there are several."""
FIRST_TOGETHER: Final = 2
"""Rows shown of a list of several kinds. A single further row is shown too."""
FEW: Final = 2
"""Kinds with so many items on an account, or fewer, share one list."""
WEEK: Final = timedelta(days=7)
SOON: Final = timedelta(days=3)
"""How long before its date something is shown without opening its list."""
MORE: Final = "more"


def shortened(found: Sequence[Section], opened: str, here: str) -> list[Section]:
    """Return lists with their first rows shown and the others folded, where there are many in all.

    The rest named `opened` and any with a refused action are open. An action in one returns to it open.
    """
    if sum(len(one.rows) for one in found) <= FITS:
        return list(found)
    return [_cut(one, min(max(FIRST, _late_rows(one)), FIRST_LATE), opened, here) for one in found]


def gathered(found: Sequence[Section], opened: str, here: str, today: date) -> list[Section]:
    """Return what is late or due today, then the kinds with several items, and those with one or two together: what is
    due within days at the top, the rest after the kinds that an account opens with.

    How a kind is shown depends on itself and its count alone. Of a long list the first are shown; what was `opened` is
    open.
    """
    few = [one for one in found if one.total <= FEW and not one.is_mixed]
    few = few if len(few) > 1 else []
    urgent = [one for one in found if one.is_mixed]
    kinds = [one for one in found if one not in few and not one.is_mixed]
    rows = [row for section in few for row in section.rows]
    soon = [row for row in rows if row.item.due and row.item.due - today <= SOON]
    together = [
        _together("soon", _("Due soon"), soon, today, is_soon=True),
        *(one for one in kinds if one.opens_with),
        _together("others", _("Also open"), [row for row in rows if row not in soon], today),
        *(one for one in kinds if not one.opens_with),
    ]
    return each_shortened([one for one in (*urgent, *together) if one.rows], opened, here)


def _together(key: str, heading: str, rows: Sequence[Row], today: date, *, is_soon: bool = False) -> Section:
    """Return one list of items of several kinds, a kind to each row: answers and what is due come first."""
    in_order = sorted(rows, key=lambda row: row.item.due or (today if row.kind.todo == ANSWER else today + WEEK))
    return Section(key, heading, in_order, len(rows), is_mixed=True, is_soon=is_soon, names_kinds=True)


def each_shortened(found: Sequence[Section], opened: str, here: str) -> list[Section]:
    """Return each section with its first rows shown and the others folded, whatever the other sections have."""
    return [_cut(one, _first_of(one), opened, here) for one in found]


def _first_of(section: Section) -> int:
    if section.names_kinds:
        return FIRST_TOGETHER
    if section.is_mixed:
        return FIRST_URGENT
    return FIRST if section.opens_with else FIRST_LATER


def _late_rows(section: Section) -> int:
    return sum(bool(row.item.days_late) for row in section.rows)


def _cut(section: Section, first: int, opened: str, here: str) -> Section:
    """Return a section with the rows after the first ones folded, if there are several of them."""
    if len(section.rows) <= first + 1:
        return section
    rest, key = section.rows[first:], f"{section.key}-{MORE}"
    return replace(section, rows=section.rows[:first], rest=rest, is_open=_opens(rest, key, opened, here))


def _opens(rows: Sequence[Row], key: str, opened: str, here: str) -> bool:
    """Return whether folded rows are open, and let their actions return to them."""
    for row in rows:
        for form in row.forms:
            form.initial = {**form.initial, "back": f"{here}?open={key}"}
    is_named = key == opened or opened in {row.kind.key for row in rows}
    return is_named or any(form.is_placed for row in rows for form in row.forms)
