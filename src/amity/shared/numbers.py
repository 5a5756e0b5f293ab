"""Whole numbers in requests: ASCII digits, no larger than a database column."""

from typing import Final

LARGEST: Final = 2**63 - 1
"""The largest number that an id or a whole-number column can have, on both databases."""


def whole_number(text: str, most: int = LARGEST) -> int | None:
    """Return the number written in ASCII digits, or None if the text isn't one or it is above `most`."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None
