"""Pure rules of changes: the words that differ, and what a difference can become."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

PREFERENCE: Final = "preference"
STANDARD: Final = "standard"
NOTHING: Final = "nothing"
CHANGE: Final = "change"
"""The step that each change leaves in the history of its item."""
BECOMES: Final = (PREFERENCE, STANDARD, NOTHING)
MOST_WORDS: Final = 4_000
"""Words that are compared. Beyond them the whole text is shown as one change."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced. One of both is empty where something was only removed or added."""

    removed: str
    added: str


def changes(before: str, after: str) -> Sequence[Change]:
    """Return what differs between two texts, word by word, in the order of the text."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return [Change(before, after)] if before != after else []
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Change(" ".join(old[a:b]), " ".join(new[c:d])) for tag, a, b, c, d in found if tag != "equal"]
