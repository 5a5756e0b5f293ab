"""Fold a long page of what waits: what is most urgent is open, and every other group shows its count."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from amity.waiting.sections import Row, Section

FITS: Final = 12
"""Items that a page shows without folding any."""
FIRST: Final = 9
"""Items of the first group that are open, if it is long."""
MORE: Final = "more"


def folded(found: Sequence[Section], opened: str, here: str) -> list[Section]:
    """Return sections with all but the first rows folded, where there are many items.

    The one named `opened` and any with a refused action are open. An action in a folded section returns to it open.
    """
    if sum(len(one.rows) for one in found) <= FITS:
        return list(found)
    return [_split(found[0], opened, here), *(_fold(one, opened, here) for one in found[1:])]


def folded_beyond_first(found: Sequence[Section], opened: str, here: str) -> list[Section]:
    """Return sections with those folded that come after the first dozen items.

    Unlike with `folded`, what is late isn't all that is open: on one account, answers and conflicts are read with it.
    """
    sections, shown = [], 0
    for section in found[:1]:
        sections.append(_split(section, opened, here))
        shown += len(sections[0].rows)
    for section in found[1:]:
        shown += len(section.rows)
        sections.append(section if shown <= FITS else _fold(section, opened, here))
    return sections


def _split(section: Section, opened: str, here: str) -> Section:
    """Return the first section with the rest of its rows folded, if it is long."""
    if len(section.rows) <= FITS:
        return section
    rest, key = section.rows[FIRST:], f"{section.key}-{MORE}"
    return replace(section, rows=section.rows[:FIRST], rest=rest, is_open=_opens(rest, key, opened, here))


def _fold(section: Section, opened: str, here: str) -> Section:
    return replace(section, is_folded=True, is_open=_opens(section.rows, section.key, opened, here))


def _opens(rows: Sequence[Row], key: str, opened: str, here: str) -> bool:
    """Return whether folded rows are open, and let their actions return to them."""
    for row in rows:
        for form in row.forms:
            form.initial = {**form.initial, "back": f"{here}?open={key}"}
    return key == opened or any(form.is_placed for row in rows for form in row.forms)
