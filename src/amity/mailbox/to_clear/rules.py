"""Pure rules of clearing by reply: codes, when an email goes, and which item a reply names."""

import re
from collections.abc import Collection
from datetime import timedelta
from typing import Final

CODE_LASTS: Final = timedelta(days=3)
NEAR: Final = timedelta(minutes=30)
"""How long before an item should be cleared another email goes."""
AT_ITS_TIME: Final = "near"
"""The occasion of that email. Those of the morning have the date."""
EXCERPT_MOST: Final = 400
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
MOST_CODES: Final = 50
_CODE: Final = re.compile(rf"\b(?:[{LETTERS}]{{4}}-){{3}}[{LETTERS}]{{4}}\b", re.IGNORECASE)


def in_groups(letters: str) -> str:
    """Return the letters of a code in groups of four."""
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def codes_in(text: str) -> list[str]:
    """Return what looks like a code in a text, each once, in capitals."""
    return list(dict.fromkeys(found.upper() for found in _CODE.findall(text)))[:MOST_CODES]


def without_codes(text: str) -> str:
    """Return a text without what looks like a code."""
    return _CODE.sub(" ", text)


def named_code(own: Collection[str], quoted: Collection[str], alone: Collection[str]) -> str:
    """Return the one code that a reply names, or "".

    `own` are in its subject and above the quote. Without one, the quoted email must have listed a single item: its code
    is then `alone`.
    """
    if own:
        return next(iter(own)) if len(own) == 1 else ""
    return next(iter(quoted)) if len(quoted) == 1 and set(quoted) <= set(alone) else ""


def excerpt(text: str) -> str:
    """Return the beginning of a text, cut at a word."""
    if len(text) <= EXCERPT_MOST:
        return text
    return f"{text[:EXCERPT_MOST].rpartition(' ')[0] or text[:EXCERPT_MOST]} …"
