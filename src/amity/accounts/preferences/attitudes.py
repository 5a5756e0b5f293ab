"""What the words of a preference say about its attitude. Pure."""

import re
from typing import Final

from amity.accounts.preferences.rules import DISLIKE, LIKE, MUST, NEVER

WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ATTITUDES: Final = (
    (NEVER, "never nie niemals jamais"),
    (DISLIKE, "dislike dislikes hate hates hasst déteste"),
    (MUST, "must always muss immer doit toujours"),
    (LIKE, "like likes love loves prefer prefers mag bevorzugt lieber aime préfère"),
)
_REFUSES: Final = re.compile(r"\b(?:not|don['’]t|doesn['’]t|nicht|kein\w*|pas)\b", re.IGNORECASE)
_BANS: Final = re.compile(r"(?:no|keine?n?|pas de)\s", re.IGNORECASE)


def attitude_in(text: str) -> str:
    """Return whether a text tells what to do always or never, or what someone likes or not; "" where it doesn't say."""
    words = {word.casefold() for word in WORD.findall(text)}
    found = next((attitude for attitude, known in _ATTITUDES if words & set(known.split())), "")
    if not found and _BANS.match(text):
        return NEVER
    if _REFUSES.search(text):
        return {LIKE: DISLIKE, MUST: NEVER}.get(found, found)
    return found
