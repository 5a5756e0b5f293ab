"""Sentences of a talk or an email that could become a record, by plain rules over their words. Nothing is guessed.

A sentence is offered for one clear phrase ("we will", "can you", "let's go with"), for a deadline or an amount, or for
two weaker words together: a date, a name of a line or deliverable, "should". What was said about the past is not.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from amity.conversations.candidates import words
from amity.conversations.notes.marks import AGENCY, Side
from amity.conversations.rules import ACTION, DECISION, EXPECTATION, PREFERENCE, PROMISE, REQUEST
from amity.shared.text.amounts import MARKED as AMOUNT
from amity.shared.text.dates import dates_in

MOST_WORDS: Final = 500
"""Characters of a candidate; a record takes no more."""
FEWEST_WORDS: Final = 3
"""Words of a sentence. "We will." says nothing that could be recorded."""
LONGEST: Final = 900
"""Characters in which a sentence ends. A text without full stops is cut between words."""
LONGEST_WORD: Final = 50
"""Characters of a word that isn't an address. With a longer one it is an encoded file."""
MOST_NAMES: Final = 500

Signal = Literal["commitment", "request", "expectation", "preference", "decision", "task", "date", "amount", "name"]
COMMITMENT: Final[Signal] = "commitment"
ASKED: Final[Signal] = "request"
EXPECTED: Final[Signal] = "expectation"
PREFERRED: Final[Signal] = "preference"
DECIDED: Final[Signal] = "decision"
TASK: Final[Signal] = "task"
DATE: Final[Signal] = "date"
MONEY: Final[Signal] = "amount"
NAME: Final[Signal] = "name"


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a candidate that made it one, by their place in its text."""

    start: int
    end: int
    signal: Signal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could become a record: where it begins in its text, its words, and what is proposed."""

    start: int
    text: str
    mark: str
    matches: tuple[Match, ...]
    asks_other: bool = False
    """Whether the speaker asks the other side to act."""

    @property
    def why(self) -> tuple[str, ...]:
        """Return the words that matched."""
        return tuple(self.text[each.start : each.end] for each in self.matches)


def candidates_in(
    text: str, side: Side | None, talk_on: date, *, names: Sequence[str] = (), month_first: bool = False
) -> list[Candidate]:
    """Return the candidates in what one person said or wrote, in order. `side` is None where the speaker is unknown.

    `names` are those of lines and deliverables.
    """
    pattern, found = _of_names(names), []
    for start, sentence in sentences(text):
        parts = sentence.split()
        if len(parts) < FEWEST_WORDS or any(map(_is_code, parts)):
            continue
        matches = _matches(sentence, talk_on, pattern, month_first=month_first)
        mark, asks_other = _proposed(sentence, matches, side)
        if mark:
            found.append(_cut(Candidate(start, sentence, mark, tuple(matches), asks_other)))
    return found


def _is_code(word: str) -> bool:
    return len(word) > LONGEST_WORD and "://" not in word and "www." not in word


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence with its place in the text. Line ends become spaces. Quoted lines are left out."""
    begin = 0
    for end, following in [*(each.span() for each in _BREAK.finditer(text)), (len(text), 0)]:
        flat, start = re.sub(r"\s", " ", text[begin:end]), 0
        stops = [] if flat.startswith(">") else [*(each.end() for each in _STOP.finditer(flat)), len(flat)]
        for stop in stops:
            for at, piece in _pieces(flat[start:stop]):
                yield begin + start + at, piece
            start = stop
        begin = following


def _pieces(sentence: str) -> Iterator[tuple[int, str]]:
    """Cut a sentence without end between words."""
    at = 0
    while at < len(sentence):
        end = len(sentence)
        if end - at > LONGEST:
            end = sentence.rfind(" ", at, at + LONGEST) + 1 or at + LONGEST
        piece = sentence[at:end]
        if bare := piece.strip(" -–•*>\t"):
            yield at + piece.index(bare[0]), bare
        at = end


def _matches(sentence: str, talk_on: date, names: re.Pattern[str] | None, *, month_first: bool) -> list[Match]:
    found = [
        Match(*match.span(), signal)
        for signal, (pattern, empty) in _PHRASES.items()
        for match in pattern.finditer(sentence)
        if empty is None or not empty.match(sentence, match.start())
    ]
    found += [Match(*match.span(), MONEY) for match in AMOUNT.finditer(sentence)]
    if names is not None:
        found += [Match(*match.span(), NAME) for match in names.finditer(sentence)]
    at = 0
    for each in dates_in(sentence, talk_on, month_first=month_first):
        at = sentence.find(each.words, at)
        start = _lead(sentence, at) if each.is_deadline else at
        found.append(Match(start, at + len(each.words), DATE))
        at += len(each.words)
    return sorted(found, key=lambda match: (match.start, -match.end))


def _proposed(sentence: str, matches: Sequence[Match], side: Side | None) -> tuple[str, bool]:
    """Return what a sentence would become, "" for nothing, and whether it asks the other side."""
    signals = {match.signal for match in matches}
    is_question = sentence.rstrip(" \"”»'’)").endswith("?")
    is_past = _PAST.search(sentence) is not None
    if DECIDED in signals and not is_question:
        return DECISION, False
    if TASK in signals and not is_question:
        return ACTION, False
    if PREFERRED in signals and side != AGENCY and not is_question:
        return PREFERENCE, False
    if ASKED in signals and (side != AGENCY or _asks_for_something(sentence, matches)):
        return (ACTION, True) if side == AGENCY else (REQUEST, False)
    if COMMITMENT in signals and not is_question:
        return _commitment(sentence, signals, side), False
    if EXPECTED in signals and side != AGENCY and not is_question:
        return EXPECTATION, False
    if is_past or is_question or not _adds_up(sentence, matches, signals):
        return "", False
    return (PROMISE if side == AGENCY and _OURS.search(sentence) else EXPECTATION if side != AGENCY else ""), False


def _commitment(sentence: str, signals: Collection[Signal], side: Side | None) -> str:
    """Return a promise of our side, or an action of the client's where it names what they do or a date."""
    if side == AGENCY:
        return PROMISE
    return ACTION if DATE in signals or _DELIVERS.search(sentence) else ""


def _asks_for_something(sentence: str, matches: Sequence[Match]) -> bool:
    """Return whether a question of ours asks the client to do something, and isn't only part of the talk."""
    return any(match.signal == DATE for match in matches) or _DELIVERS.search(sentence) is not None


def _adds_up(sentence: str, matches: Sequence[Match], signals: Collection[Signal]) -> bool:
    """Return whether a sentence without a phrase is one: a deadline, an amount, or two weaker words."""
    if any(match.signal == DATE and is_deadline(sentence[match.start : match.end]) for match in matches):
        return True
    weak = {DATE, MONEY, NAME} & set(signals)
    return MONEY in weak or len(weak) + (_NEEDS.search(sentence) is not None) >= 2


def is_deadline(words: str) -> bool:
    """Return whether the words of a date begin with "by" or its like."""
    return _DEADLINE.match(words) is not None


def _lead(sentence: str, at: int) -> int:
    """Return where "by" begins before a date."""
    match = _BEFORE.search(sentence[max(0, at - 20) : at])
    return at - len(match[0]) if match else at


def _cut(candidate: Candidate) -> Candidate:
    """Shorten a long candidate to the words around its first match."""
    text = candidate.text
    if len(text) <= MOST_WORDS:
        return candidate
    first = candidate.matches[0].start
    begin = text.rfind(" ", 0, max(1, first - MOST_WORDS // 4)) + 1 if first > MOST_WORDS // 4 else 0
    if first - begin > MOST_WORDS // 2:
        begin = first
    shown = text[begin : begin + MOST_WORDS]
    if begin + MOST_WORDS < len(text):
        shown = shown[: shown.rfind(" ")] if " " in shown[MOST_WORDS // 2 :] else shown
    kept = tuple(
        Match(each.start - begin, each.end - begin, each.signal)
        for each in candidate.matches
        if each.start >= begin and each.end - begin <= len(shown)
    )
    return Candidate(candidate.start + begin, shown, candidate.mark, kept, candidate.asks_other)


def _of_names(names: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern of names, the longest first. A name of one or two characters is in too many words."""
    found = sorted({name.strip() for name in names if len(name.strip()) > 2}, key=len, reverse=True)[:MOST_NAMES]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)", re.IGNORECASE) if found else None


def _any(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(expressions)})(?!\w)", re.IGNORECASE)


_PHRASES: Final[dict[Signal, tuple[re.Pattern[str], re.Pattern[str] | None]]] = {
    DECIDED: (_any(words.DECIDES), _any(words.EMPTY_DECIDES)),
    TASK: (_any(words.ASSIGNS), None),
    PREFERRED: (_any(words.PREFERS), None),
    ASKED: (_any(words.ASKS), _any(words.EMPTY_ASKS)),
    COMMITMENT: (_any(words.COMMITS), _any(words.EMPTY_COMMITS)),
    EXPECTED: (_any(words.EXPECTS), None),
}
_DELIVERS: Final = _any((words.DELIVERS,))
_NEEDS: Final = _any((words.NEEDS,))
_PAST: Final = _any((words.PAST,))
_OURS: Final = _any((r"we|i|our|us|wir|ich|unser\w*|uns|nous|je|notre|nos|on",))
_DUE_WORDS: Final = r"(?:by|before|due|bis|vor|spätestens|avant|d['’]ici)"
_DEADLINE: Final = re.compile(rf"{_DUE_WORDS}\b", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"\b{_DUE_WORDS}\s+(?:(?:the|den|zum|am|le)\s+)?$", re.IGNORECASE)
_BREAK: Final = re.compile(r"\n[ \t]*(?:\n\s*|(?=[-–•*>](?:\s|>)))")
"""The end of a paragraph, or of an item of a list."""
_ABBREVIATIONS: Final = "".join(
    rf"(?<!\b{re.escape(each)})"
    for each in [
        "z.B.",
        "d.h.",
        "e.g.",
        "i.e.",
        "p.ex.",
        "Mr.",
        "Ms.",
        "Mrs.",
        "Dr.",
        "Hr.",
        "Fr.",
        "ca.",
        "Nr.",
        "No.",
        "St.",
        "M.",
    ]
)
_STOP: Final = re.compile(
    rf"(?<=[.!?…])(?<!\b\d\.)(?<!\b\d\d\.){_ABBREVIATIONS}[\"”’»)]*\s+(?=[^\Wa-zäöüéèàç]|[\"“„«(])"
)
