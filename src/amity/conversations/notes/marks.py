"""Marked lines of a note, and what their own words say: who, by when, and how much they like it. Never a guess."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from amity.accounts.preferences.attitudes import WORD, attitude_in
from amity.conversations.notes.prose import reads_as_prose
from amity.conversations.rules import ACTION, CALL, EMAIL, MARKS, MEETING, MESSAGE, PREFERENCE, PROMISE
from amity.shared.text.dates import NO_DUE, Due, due_in, without_due

MOST_MARKED: Final = 100
"""Marked lines of a note. A note with more is a transcript."""
MOST_READ: Final = 600
"""Characters of a line in which names and dates are looked for; a record takes at most 500."""

Side = Literal["client", "agency"]
CLIENT: Final[Side] = "client"
AGENCY: Final[Side] = "agency"

_MARK_OF: Final = {character: mark for mark, character in MARKS.items()}
_LINE: Final = re.compile(r"[ \t]*([!?epda])(:?)[ \t]+(\S.*)")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_TO: Final = "to for with an für mit à a pour avec"
_FROM: Final = "from by von vom de par"
_DOES: Final = "to will sends gets brings soll wird schickt bringt doit va envoie"
_STATES: Final = (
    "wants wanted asks asked needs expects said says likes loves hates prefers dislikes "
    "will möchte braucht erwartet sagt fragt mag hasst veut demande attend dit aime déteste préfère"
)
"""Words after the name that a line begins with, which make that person its owner, or the one who said so."""
_TALKS: Final = {
    MEETING: "meeting met besprechung treffen termin meeting réunion rendez-vous",
    CALL: "call phone phoned anruf telefonat appel",
    MESSAGE: "message chat teams slack nachricht",
    EMAIL: "email mail e-mail courriel",
}
_PARTICLES: Final = "de den der du la le van von zu zur"


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line that begins with a mark: its number from 1, its words, and a key that stays while these stay."""

    number: int
    mark: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Named:
    """Someone whose name a line may contain: a contact of the client or a colleague."""

    side: Side
    id: int
    name: str
    took_part: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a line say. `asks` are the fields that they leave open between several answers."""

    text: str
    contact_id: int | None = None
    person_id: int | None = None
    due: Due = NO_DUE
    attitude: str = ""
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Literal["lead", "first", "to", "from", "within"]
    people: frozenset[tuple[Side, int]]
    next_word: str

    def of(self, side: Side) -> bool:
        return any(each == side for each, _id in self.people)


def marked_lines(text: str) -> list[MarkedLine]:
    """Return the lines that begin with a mark and a space and are no prose. Two equal lines have keys of their own.

    After a colon, "a: long list", the line is marked whatever its words are.
    """
    found, times = [], Counter[tuple[str, str]]()
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line.rstrip())
        if match is None or (not match[2] and reads_as_prose(match[1], match[3])):
            continue
        mark, words = _MARK_OF[match[1]], match[3]
        times[mark, words] += 1
        digest = hashlib.sha256(f"{mark}\n{words}\n{times[mark, words]}".encode()).hexdigest()
        found.append(MarkedLine(number, mark, words, digest[:12]))
    return found


def read_line(
    mark: str, text: str, people: Sequence[Named], author_id: int, talk_on: date, *, month_first: bool = False
) -> Reading:  # fmt: skip
    """Return what the words of a line say. Someone who took part comes before others of the same name."""
    words = text[:MOST_READ]
    mentions, start = _mentions(words, people)
    rest = text[start:].strip()
    rest = rest[:1].upper() + rest[1:]
    if mark in (PROMISE, ACTION):
        reading = _doer(mark, mentions, people, author_id)
        due = due_in(words, talk_on, month_first=month_first)
        unclear = {"due_on"} if due.words and due.day is None else set()
        rest = without_due(rest, talk_on, due.day)
        return Reading(rest, reading.contact_id, reading.person_id, due, asks=reading.asks | unclear)
    contact_id, is_asked = _speaker(mentions, people)
    attitude = attitude_in(words) if mark == PREFERENCE else ""
    asks = [("contact_id", is_asked), ("attitude", mark == PREFERENCE and not attitude)]
    return Reading(rest, contact_id, attitude=attitude, asks=frozenset(name for name, is_open in asks if is_open))


def talk_in(words: str, people: Sequence[Named]) -> tuple[str, tuple[int, ...]]:
    """Return the kind of a talk and the contacts that a few words name: "call with dana". Unclear names are no one."""
    mentions, _start = _mentions(words.title(), people)
    contacts = [next(iter(each.people)) for each in mentions if len(each.people) == 1]
    kinds = {word: kind for kind, known in _TALKS.items() for word in known.split()}
    kind = next((kinds[word] for word in words.casefold().split() if word in kinds), "")
    return kind, tuple(dict.fromkeys(number for side, number in contacts if side == CLIENT))


def _doer(mark: str, mentions: Sequence[_Mention], people: Sequence[Named], author_id: int) -> Reading:
    """Return who does it, otherwise the author, and to whom a promise was made."""
    does = [
        each for each in mentions if each.place == "lead" or (each.place == "first" and each.next_word in _DOES.split())
    ]
    if mark == ACTION:
        does = does or [each for each in mentions if each.place == "from"]
        owners = frozenset(one for each in does for one in each.people)
        if len(owners) > 1:
            return Reading("", asks=frozenset({"owner"}))
        side, number = next(iter(owners), (AGENCY, author_id))
        return Reading("", **{"contact_id" if side == CLIENT else "person_id": number})  # type: ignore[arg-type]
    promisers = {number for each in does for side, number in each.people if side == AGENCY}
    heard = [each for each in mentions if each.place == "to"] or [each for each in mentions if each not in does]
    contact_id, is_asked = _only(heard or [each for each in does if not each.of(AGENCY)], people)
    asks = {"contact_id"} if is_asked else set()
    if len(promisers) > 1 or any(each.of(AGENCY) and each.of(CLIENT) for each in does):
        return Reading("", contact_id, asks=frozenset({*asks, "person_id"}))
    return Reading("", contact_id, next(iter(promisers), author_id), asks=frozenset(asks))


def _speaker(mentions: Sequence[_Mention], people: Sequence[Named]) -> tuple[int | None, bool]:
    """Return which contact said so, and whether that is open between several."""
    lead = [each for each in mentions if each.place == "lead"]
    return _only(
        lead or [each for each in mentions if each.place == "first" and each.next_word in _STATES.split()], people
    )


def _only(mentions: Sequence[_Mention], people: Sequence[Named]) -> tuple[int | None, bool]:
    """Return the one contact who is mentioned, otherwise the only one who took part."""
    named = [each for each in mentions if each.of(CLIENT)]
    contacts = {number for each in named for side, number in each.people if side == CLIENT}
    if len(contacts) > 1 or any(each.of(AGENCY) for each in named):
        return None, True
    if contacts:
        return contacts.pop(), False
    took_part = [each.id for each in people if each.side == CLIENT and each.took_part]
    return (took_part[0] if len(took_part) == 1 else None), len(took_part) > 1


def _mentions(text: str, people: Sequence[Named]) -> tuple[list[_Mention], int]:
    """Return who a text names, and where it begins after a name and a colon.

    Within a text a name needs its capital: "will" and "may" are no one.
    """
    known = _by_name(people)
    words = list(WORD.finditer(text))
    found: list[_Mention] = []
    start, at = 0, 0
    while at < len(words):
        length, who = _longest(words[at : at + 4], known)
        if who:
            place, end = _place(text, words, at, length)
            if place in ("lead", "to", "from") or words[at][0][0].isupper():
                follows = words[at + length][0].casefold() if at + length < len(words) else ""
                possessive = bool(_POSSESSIVE.search(words[at + length - 1][0]))
                found.append(_Mention("within" if possessive else place, who, follows))
                start = end or start
        at += length or 1
    return found, start


def _place(
    text: str, words: Sequence[re.Match[str]], at: int, length: int
) -> tuple[Literal["lead", "first", "to", "from", "within"], int]:
    """Return the place of a name in the text, and for the one before a colon where the text goes on."""
    after = text[words[at + length - 1].end() :]
    if at == 0 and not text[: words[0].start()].strip():
        if colon := re.match(r"\s*:\s*(?=\S)", after):
            return "lead", words[at + length - 1].end() + colon.end()
        return "first", 0
    before = words[at - 1][0].casefold() if at else ""
    if before in _TO.split():
        return "to", 0
    return ("from" if before in _FROM.split() else "within"), 0


def _longest(
    words: Sequence[re.Match[str]], known: dict[tuple[str, ...], frozenset[tuple[Side, int]]]
) -> tuple[int, frozenset[tuple[Side, int]]]:
    for length in range(len(words), 0, -1):
        key = tuple(_POSSESSIVE.sub("", word[0]).casefold() for word in words[:length])
        if key in known:
            return length, known[key]
    return 0, frozenset()


def _by_name(people: Iterable[Named]) -> dict[tuple[str, ...], frozenset[tuple[Side, int]]]:
    """Return people by their whole name and by each part of it. Those who took part come before the others."""
    found: dict[tuple[str, ...], list[Named]] = {}
    for person in people:
        parts = tuple(word.casefold() for word in WORD.findall(person.name))
        single = {(part,) for part in parts if len(part) > 1 and part not in _PARTICLES.split()}
        for key in {parts, *single} - {()}:
            found.setdefault(key, []).append(person)
    return {
        key: frozenset((each.side, each.id) for each in ([one for one in named if one.took_part] or named))
        for key, named in found.items()
    }
