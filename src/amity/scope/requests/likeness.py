"""Find earlier requests and lines of agreements that a few words are about, by the words they have in common."""

import re
from collections.abc import Iterable
from typing import Final

ALIKE: Final = 0.6
"""Share of the words of the shorter one that the other has too."""
NAMED: Final = 0.5
"""Share of the words of a line's title that a request names."""
FEWEST: Final = 2
"""Words in common. One alone is enough only where neither has another."""

_WORD: Final = re.compile(r"\d+|[^\W\d_]{2,}")
_STEM: Final = 5
"""Letters by which two forms of a word are one: "station" and "stations", "Karte" and "Karten"."""
_SMALL: Final = (
    "a an the of on in at to for from with by and or but not no is are be was has have can could would should "
    "will we they she he it our us them their her his this that these those please also more another some any all "
    "new need needs want wants asks ask asked like der die das den dem des ein eine einen einem einer und oder "
    "aber nicht kein keine ist sind wird werden hat haben kann können soll sollen wir sie er es uns ihr ihre auch "
    "noch mehr für mit von vom zu zum zur im am auf bei bitte wollen braucht brauchen möchte möchten le la les un "
    "une du de et ou mais ne pas est sont sera ont peut nous ils elle elles il notre nos leur leurs ce cette ces "
    "aussi encore plus pour avec par sur dans aux au veut veulent demande souhaite"
)
"""Words in English, German and French that say nothing about what is asked for."""
_LEFT_OUT: Final = frozenset(_SMALL.split())


def words_of(text: str) -> frozenset[str]:
    """Return the words that say what is asked for, each by its stem."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in found if word not in _LEFT_OUT)


def likeness(first: str, second: str) -> float:
    """Return the share of words in common, 0 where there are too few of them."""
    one, other = words_of(first), words_of(second)
    common = len(one & other)
    if not common or (common < FEWEST and one != other):
        return 0.0
    return common / min(len(one), len(other))


def most_alike(text: str, others: Iterable[tuple[int, str]]) -> int | None:
    """Return the number of the text that is most alike, or None. Of equal ones, the first."""
    best, found = 0.0, None
    for number, other in others:
        share = likeness(text, other)
        if share >= ALIKE and share > best:
            best, found = share, number
    return found


def alike(text: str, others: Iterable[tuple[int, str]], most: int) -> list[int]:
    """Return the numbers of the texts that are alike, the most alike first. Of equal ones, the first."""
    shares = ((likeness(text, other), place, number) for place, (number, other) in enumerate(others))
    found = sorted((-share, place, number) for share, place, number in shares if share >= ALIKE)
    return [number for _share, _place, number in found[:most]]


def line_about(text: str, titles: Iterable[tuple[int, str]], earlier: Iterable[tuple[int, str]]) -> int | None:
    """Return the line that words are about: that of a similar earlier request, else one whose title they name.

    Both are pairs of a line and a text: its title, or the words of a request on it.
    """
    if (known := most_alike(text, earlier)) is not None:
        return known
    asked, best, found = words_of(text), 0.0, None
    for line, title in titles:
        own = words_of(title)
        share = len(own & asked) / len(own) if own else 0.0
        if share >= NAMED and share > best:
            best, found = share, line
    return found
