"""Header names that can be used as keys: none empty, none repeated."""

from collections.abc import Sequence

from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason, Unreadable


def usable_headers(cells: Sequence[str], limits: Limits) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Return trimmed headers, empty and repeated ones numbered (`"Comment (2)"`), with a note for each.

    Trailing empty headers are dropped. Raises `Unreadable("too_many_columns")`.
    """
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > limits.columns:
        raise Unreadable("too_many_columns", columns=len(names), limit=limits.columns)
    taken: set[str] = set()
    usable: list[str] = []
    notes: list[Reason] = []
    for place, name in enumerate(names, start=1):
        unique, count = name or f"#{place}", 2
        while unique.casefold() in taken:
            unique, count = f"{name} ({count})", count + 1
        if name and unique != name:
            notes.append(Reason("header_repeated", name=name, used=unique))
        taken.add(unique.casefold())
        usable.append(unique)
    return tuple(usable), tuple(notes)
