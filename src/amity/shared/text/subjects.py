"""Subjects of emails without what email programs add to them."""

import re
from typing import Final

_PREFIX: Final = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|rif|odp|rép|réf|fwd?|wg|tr|doorst|rv|enc|res|bls|ynt|vl)"
    r"(?:\s?\[\d+\]|\(\d+\))?\s?:|\[(?:extern(?:al)?|externe)\])\s*",
    re.IGNORECASE,
)


def matter(subject: str) -> str:
    """Return a subject without Re, AW, TR and their like, on one line."""
    text = " ".join(subject.split())
    while found := _PREFIX.match(text):
        text = text[found.end() :]
    return text.strip()
