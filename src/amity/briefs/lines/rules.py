"""Pure rules for a line typed as one text: "Build and shop links 52 dev 12 design 2 rounds"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

HOUR: Final = 3600
MOST_HOURS: Final = Decimal(100_000)
_PART: Final = re.compile(r"(?<!\S)(\d+(?:[.,]\d+)?)\s*h?\s+(?:of\s+)?([^\W\d_][\w-]*)[.,;]?(?!\S)", re.UNICODE)
JOINT: Final = "-"
SHORT: Final[Mapping[str, str]] = {"copy": "content", "qa": "test", "ux": "design"}
"""Short words for disciplines, by the beginning of their name."""


@dataclass(frozen=True, slots=True)
class QuickLine:
    """The parsed text: the title, seconds by discipline, and revision rounds if there are any."""

    title: str
    hours: tuple[tuple[int, int], ...]
    rounds: int | None


def read_line(text: str, disciplines: Mapping[int, str], rounds: Sequence[str] = ("round", "rounds")) -> QuickLine:
    """Parse a typed line. A number counts if the next word starts a discipline's name, or means rounds.

    "12 recipes" therefore stays in the title, unless a discipline has this name. Where the word fits several
    disciplines, the shortest name is taken. Short words and initials are read too (`SHORT`), and a whole name of
    several words. Hours of the same discipline are added up.
    """
    hours: dict[int, int] = {}
    text = _joined(text, disciplines.values())
    rounds_found: list[int] = []

    def take(found: re.Match[str]) -> str:
        number, word = Decimal(found[1].replace(",", ".")), found[2].casefold()
        if word in rounds and number == int(number):
            rounds_found.append(int(number))
            return " "
        discipline = _named(word, disciplines)
        if discipline is None or number >= MOST_HOURS:
            return found[0]
        hours[discipline] = hours.get(discipline, 0) + int(number * HOUR)
        return " "

    title = " ".join(_PART.sub(take, text).split()).rstrip(" ,;:+")
    return QuickLine(title, tuple(hours.items()), rounds_found[-1] if rounds_found else None)


def short_words(disciplines: Iterable[str]) -> dict[str, str]:
    """Return the short word of each discipline that has one: pm for Project management, copy for Content."""
    found = {}
    for name in disciplines:
        parts = name.casefold().split()
        word = next((short for short, whole in SHORT.items() if any(part.startswith(whole) for part in parts)), "")
        initials = "".join(part[0] for part in parts)
        if word or len(parts) > 1:
            found[name] = word or initials
    return found


def _joined(text: str, disciplines: Iterable[str]) -> str:
    """Join the words of a discipline's whole name, so that none of them stays in the title."""
    for name in disciplines:
        parts = name.split()
        if len(parts) > 1:
            after = re.compile(rf"(\d\s*h?\s+(?:of\s+)?){re.escape(name)}(?!\w)", re.IGNORECASE)
            text = after.sub(rf"\g<1>{JOINT.join(parts)}", text)
    return text


def _named(word: str, disciplines: Mapping[int, str]) -> int | None:
    whole = {JOINT.join(name.casefold().split()): key for key, name in disciplines.items()}
    if word in whole:
        return whole[word]
    fitting = [
        (len(name), key)
        for key, name in disciplines.items()
        if len(word) > 1 and any(part.startswith(word) for part in (name.casefold(), *name.casefold().split()))
    ]
    if fitting:
        return min(fitting)[1]
    short = short_words(disciplines.values())
    return next((key for key, name in disciplines.items() if short.get(name) == word), None)
