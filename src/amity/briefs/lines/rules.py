"""Pure rules for a line typed as one text: "Build and shop links 52 dev 12 design 2 rounds"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

HOUR: Final = 3600
MOST_HOURS: Final = Decimal(100_000)
_PART: Final = re.compile(r"(?<!\S)(\d+(?:[.,]\d+)?)\s*h?\s+(?:of\s+)?([^\W\d_][\w-]*)[.,;]?(?!\S)", re.UNICODE)


@dataclass(frozen=True, slots=True)
class QuickLine:
    """The parsed text: the title, seconds by discipline, and revision rounds if there are any."""

    title: str
    hours: tuple[tuple[int, int], ...]
    rounds: int | None


def read_line(text: str, disciplines: Mapping[int, str], rounds: Sequence[str] = ("round", "rounds")) -> QuickLine:
    """Parse a typed line. A number counts if the next word starts a discipline's name, or means rounds.

    "12 recipes" therefore stays in the title, unless a discipline has this name. Where the word fits several
    disciplines, the shortest name is taken. Hours of the same discipline are added up.
    """
    hours: dict[int, int] = {}
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


def _named(word: str, disciplines: Mapping[int, str]) -> int | None:
    fitting = [
        (len(name), key)
        for key, name in disciplines.items()
        if len(word) > 1 and any(part.startswith(word) for part in (name.casefold(), *name.casefold().split()))
    ]
    return min(fitting)[1] if fitting else None
