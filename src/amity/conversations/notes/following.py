"""Where the lines of a note are after it was edited, so that a line keeps the record it became."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from amity.conversations.notes.marks import MarkedLine, marked_lines

ALIKE: Final = 0.5
"""How much of a changed line has to be the same for it to be the same line: from 0 to 1."""
NEARBY: Final = 10
"""Lines further on in which a changed line is looked for."""
MOST_PAIRS: Final = 2_000
"""Pairs of lines that are compared in one passage. A passage with more was rewritten."""
MOST_COMPARED: Final = 500
"""Characters of a line that are compared."""


def lines_after(before: str, after: str) -> dict[int, int]:
    """Return the new number of each line that is still there, changed or not, by its old number."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return {line: line for line in range(1, len(old) + 1)}
    moved: dict[int, int] = {}
    for tag, first, last, first_new, last_new in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            moved |= {first + step + 1: first_new + step + 1 for step in range(last - first)}
        elif tag == "replace":
            moved |= _changed(old, new, range(first, last), range(first_new, last_new))
    return moved


def new_lines(before: str, after: str, taken: Sequence[int]) -> list[MarkedLine]:
    """Return the marked lines that can become a record: those that no point has.

    `taken` are the lines of points in the text before.
    """
    moved = lines_after(before, after)
    has_point = {moved[line] for line in taken if line in moved}
    return [line for line in marked_lines(after) if line.number not in has_point]


def _changed(old: Sequence[str], new: Sequence[str], before: range, after: range) -> dict[int, int]:
    """Return where the lines of a changed passage are now: each is the next line that is like it."""
    found: dict[int, int] = {}
    place, left = after.start, MOST_PAIRS
    for at in before:
        for at_new in range(place, min(place + NEARBY, after.stop)):
            left -= 1
            if left < 0:
                return found
            if _alike(old[at], new[at_new]):
                found[at + 1], place = at_new + 1, at_new + 1
                break
    return found


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old[:MOST_COMPARED], new[:MOST_COMPARED]).ratio() >= ALIKE
