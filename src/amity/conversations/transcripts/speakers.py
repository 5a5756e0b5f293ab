"""Match the speakers of a transcript to contacts and colleagues: by the whole name, then by first name and initial."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from amity.conversations.notes.marks import Named

_ASIDE: Final = re.compile(r"\s*[(\[|/].*$|\s+[-–—]\s+.*$")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def match_speakers(names: Sequence[str], people: Sequence[Named]) -> dict[str, Named | None]:
    """Return who each speaker is, None where no one or several people match."""
    return {name: _match(name, people) for name in names}


def _match(name: str, people: Sequence[Named]) -> Named | None:
    words = _words(name)
    if not words:
        return None
    whole = [person for person in people if _words(person.name) == words]
    if whole:
        return whole[0] if len(whole) == 1 else None
    if len(words) != 2 or len(words[1]) != 1:
        return None
    short = [person for person in people if _short(person.name) == words]
    return short[0] if len(short) == 1 else None


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name in their usual order: "Whitlock, Dana (Osprey Rail)" is "dana whitlock"."""
    bare = _ASIDE.sub("", name)
    last, comma, first = bare.partition(",")
    folded = unicodedata.normalize("NFKD", f"{first} {last}" if comma else bare)
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return tuple(word.casefold() for word in _WORD.findall(plain))


def _short(name: str) -> tuple[str, ...]:
    words = _words(name)
    return (words[0], words[-1][0]) if len(words) > 1 else ()
