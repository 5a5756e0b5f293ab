"""Pure rules of names: whom a text greets, and words that are nearly a known name."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amity.gate.checks.rules import DAYS, MONTHS

LEAST: Final = 5
"""Letters of a word whose spelling is compared. Shorter ones are too often near to each other."""
LONG: Final = 8
"""Letters from which two differences are still nearly the same name."""

_GREETING: Final = re.compile(
    r"^(?:hello|hi|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?"
    r"|sehr geehrte[rs]?|bonjour|bonsoir|salut|cher|chère|chers|chères)\s+(?P<names>[^,!:;\n]{2,80}?)[,!:;.]?\s*$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s+(?:and|und|et)\s+|\s*[&/]\s*", re.IGNORECASE)
_TITLES: Final = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "herr", "herrn", "frau", "madame", "monsieur", "mme", "m", "sir", "madam")
)
_GROUPS: Final = frozenset(
    (
        "all", "everyone", "everybody", "team", "both", "there", "together", "colleagues", "folks", "friends", "alle",
        "zusammen", "damen", "herren", "beide", "kolleginnen", "kollegen", "tous", "toutes", "mesdames", "messieurs",
        "équipe", "collègues",
    )
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CALENDAR: Final = re.compile(rf"(?:{DAYS}|{MONTHS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Near:
    """A word of a text that is nearly a word of a known name, which is at a place in the list of names."""

    words: str
    right: str
    place: int


def greeted(text: str) -> list[str]:
    """Return the names in the greeting, which is the first line that has words. A group such as "all" has no name."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    match = _GREETING.match(first)
    if match is None:
        return []
    return [name for part in _BETWEEN.split(match["names"]) if (name := _name(part))]


def _name(part: str) -> str:
    """Return the name in a part of a greeting without titles, or "" if it is none."""
    words = [word for word in _WORD.findall(part) if word.casefold() not in _TITLES]
    if not words or not words[0][0].isupper() or any(word.casefold() in _GROUPS for word in words):
        return ""
    return " ".join(words)


def is_one_of(name: str, known: Collection[str]) -> bool:
    """Return whether each word of a greeted name is a word of one known name, such as "Ms Whitlock" or "Dana"."""
    words = _folded(name)
    return any(words <= _folded(one) for one in known)


def _folded(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name)} | {
        part.casefold() for word in _WORD.findall(name) for part in word.split("-")
    }


def near(text: str, names: Sequence[str]) -> list[Near]:
    """Return words that are nearly a word of a known name, each once. A known word is no other one misspelled.

    At the start of a sentence any word has a capital, so there the word beside it must be that of the name too.
    """
    right = {word.casefold() for name in names for word in _WORD.findall(name)}
    found: dict[str, Near] = {}
    for line in text.splitlines():
        words = list(_WORD.finditer(line))
        for number, match in enumerate(words):
            if _may_be_name(match[0], right):
                around = {words[at][0].casefold() for at in (number - 1, number + 1) if 0 <= at < len(words)}
                one = _nearest(match[0], names, around, has_own_capital=_has_own_capital(line[: match.start()]))
                if one is not None:
                    found.setdefault(match[0].casefold(), one)
    return list(found.values())


def _may_be_name(word: str, right: Collection[str]) -> bool:
    """Return whether a word can be a name, and isn't a known one or its possessive, as in German "Ospreys"."""
    folded = word.casefold()
    return len(word) >= LEAST and word[0].isupper() and folded not in right and folded.removesuffix("s") not in right


def _nearest(word: str, names: Sequence[str], around: Collection[str], *, has_own_capital: bool) -> Near | None:
    for place, name in enumerate(names):
        every = _WORD.findall(name)
        for right in every:
            if not is_near(word.casefold(), right.casefold()):
                continue
            beside = any(other.casefold() in around for other in every if other != right)
            if beside or (has_own_capital and not _CALENDAR.fullmatch(word)):
                return Near(word, right, place)
    return None


def _has_own_capital(before: str) -> bool:
    """Return whether a word with a capital isn't the first one of its sentence."""
    plain = before.rstrip(" \t\u00a0\"'“„«(")
    return bool(plain) and plain[-1] not in ".!?:-–—•*>"


def is_near(word: str, right: str) -> bool:
    """Return whether a word differs from another of five letters or more in one place, or two if both are long.

    Two swapped letters are one difference. The first letter is hardly ever the wrong one.
    """
    shorter = min(len(word), len(right))
    most = 2 if shorter >= LONG else 1
    if shorter < LEAST or word == right or word[0] != right[0] or abs(len(word) - len(right)) > most:
        return False
    return distance(word, right) <= most


def distance(first: str, second: str) -> int:
    """Return how many letters are added, missing, changed or swapped with the next (optimal string alignment)."""
    rows = list(_rows(first, second))
    return rows[-1][-1]


def _rows(first: str, second: str) -> Iterator[list[int]]:
    before: list[int] = []
    row = list(range(len(second) + 1))
    yield row
    for i, one in enumerate(first, 1):
        now = [i]
        for j, other in enumerate(second, 1):
            least = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (one != other))
            if i > 1 and j > 1 and one == second[j - 2] and first[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            now.append(least)
        yield now
        before, row = row, now
