"""Pure rules of bound fields: where a text names one, and which amount or date it states there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from amity.shared.text.amounts import amount_in, amounts_in, amounts_with_words
from amity.shared.text.dates import dates_in

_SENTENCE: Final = re.compile(r"(?<!\d)[.!?]\s+(?=[^\W\da-zß-ÿ])|\n")
"""The end of a sentence, but not of an ordinal or of the month in "2 nov. 2026"."""
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
LABEL_LEAST: Final = 4
"""Letters. Shorter names, such as "App", appear in too many sentences that don't mean them."""
WORDS_LEAST: Final = 2
"""Words. One word such as "Concept" or "Launch" is in sentences that don't mean the line or the milestone."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A value that the system knows, and the words by which a text names it, in any language.

    Either `amount`, in major units of its `currency`, or `day`.
    """

    labels: tuple[str, ...]
    amount: Decimal | None = None
    currency: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """A bound value, the name by which the text has it, and the words that state another value."""

    bound: Bound
    label: str
    words: str


def differing(text: str, bounds: Iterable[Bound], *, written_on: date) -> list[Differing]:
    """Return where a text states another value than the system, each once. One right value beside a name is enough."""
    known = [one for one in bounds if one.amount is not None or one.day is not None]
    found: dict[tuple[str, str], Differing] = {}
    for sentence in _SENTENCE.split(text):
        for bound, label, words in _named(sentence, known):
            stated = _other(bound, words, written_on)
            if stated:
                found.setdefault((label.casefold(), stated), Differing(bound, label, stated))
    return list(found.values())


def _named(sentence: str, bounds: Sequence[Bound]) -> Iterator[tuple[Bound, str, str]]:
    """Yield each value that a sentence names, with the words about it: up to the next name, or all if it is alone."""
    places = sorted(_places(sentence, bounds), key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int, Bound]] = []
    for place in places:
        if not kept or place[0] >= kept[-1][1] or place[:2] == kept[-1][:2]:
            kept.append(place)
    spans = {place[:2] for place in kept}
    for start, end, bound in kept:
        following = [first for first, _last in spans if first >= end]
        about = sentence if len(spans) == 1 else sentence[end : min(following, default=len(sentence))]
        yield bound, sentence[start:end], about.replace(sentence[start:end], " ")


def _places(sentence: str, bounds: Sequence[Bound]) -> Iterator[tuple[int, int, Bound]]:
    folded = sentence.casefold()
    if len(folded) != len(sentence):
        return
    for bound in bounds:
        for label in bound.labels:
            if len(label) >= LABEL_LEAST:
                for match in re.finditer(rf"(?<!\w){re.escape(label.casefold())}(?!\w)", folded):
                    yield match.start(), match.end(), bound


def _other(bound: Bound, words: str, written_on: date) -> str:
    """Return the words that state another value than a bound one, or "" where they don't."""
    if bound.amount is not None:
        amounts = amounts_in(words, bound.currency)
        right = {abs(bound.amount), abs(round(bound.amount))}
        is_right = any(amount in right and currency == bound.currency for amount, currency in amounts)
        return "" if is_right or not amounts else amount_in(words)
    read = [one for month_first in (False, True) for one in dates_in(words, written_on, month_first=month_first)]
    days = {one.day for one in read}
    if not days or bound.day in days or None in days:
        return ""
    return read[0].words


def is_long(label: str) -> bool:
    """Return whether a name has enough words to be looked for in an email about something else."""
    return len(label.split()) >= WORDS_LEAST


def names(text: str, labels: Iterable[str]) -> bool:
    """Return whether a text has one of the names as whole words, in any case. The shortest ones don't count."""
    folded = text.casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(label.casefold())}(?!\w)", folded)
        for label in labels
        if len(label) >= LABEL_LEAST
    )


def amount_near(subject: str, text: str, labels: Iterable[str], amount: Decimal, currency: str) -> str:
    """Return the words that state an amount, whole or rounded, in a paragraph with one of the names, or "".

    A name in the subject is near to all paragraphs.
    """
    known, right = tuple(labels), {abs(amount), abs(round(amount))}
    is_in_subject = names(subject, known)
    for paragraph in (subject, *_PARAGRAPH.split(text)):
        if is_in_subject or names(paragraph, known):
            for words, value, unit in amounts_with_words(paragraph, currency):
                if value in right and unit == currency:
                    return words
    return ""
