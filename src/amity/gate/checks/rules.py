"""Pure rules of checks: our own text without quoted text, and wording that reads as a promise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from amity.shared.text.amounts import amount_in, amounts_with_words
from amity.shared.text.dates import dates_in

PASSED: Final = "passed"
WARN: Final = "warn"
BLOCK: Final = "block"
LEVELS: Final = (BLOCK, WARN, PASSED)

GUARANTEE: Final = "guarantee"
DEADLINE: Final = "deadline"
AMOUNT: Final = "amount"

DAYS: Final = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|lundi|mardi|mercredi|jeudi|vendredi|demain"
)
MONTHS: Final = (
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s)?|märz|apr(?:il)?|avr(?:il)?|may|mai"
    "|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|août|sep(?:t(?:ember|embre)?)?|o[ck]t(?:ober|obre)?"
    "|nov(?:ember|embre)?|de[cz](?:ember|embre)?|d[ée]c(?:embre)?"
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMERIC: Final = (
    rf"(?<![\d.,/€$£]){_DAY}[./]{_DAY}(?:[./]\d{{2,4}}|\.)?(?![\d/])(?!\s*(?:%|h\b|hours?|std|stunden|heures?|eur|€))"
    r"|\d{4}-\d{2}-\d{2}"
)
"""A date in numbers. An amount such as €114.58 and a time such as 12.5 hours aren't one."""
_DATE: Final = rf"(?:(?:{DAYS}),?\s+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{MONTHS})\b|{_NUMERIC}"
_SURE: Final = re.compile(
    r"\b(?:we\s+)?(?:guarantees?|guaranteed|promises?|promised|garantie\w*|garanti\w*|versprech\w*|promettons)\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    rf"\b(?:by|before|until|no later than|bis(?:\s+zum)?|vor|d['’]ici|avant)\s+"
    rf"(?:(?:{_DATE})|(?:next\s+|nächsten\s+)?(?:{DAYS}|end of \w+|the end of \w+)\b)|(?:\bon\s+)?(?:{_DATE})",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(rf"\b(?:{DAYS})\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\.?,?\s+\d{4}\b")
_WITH_YEAR: Final = re.compile(r"\d{4}|[./]\d{1,2}[./]\d{2}\b")
_HEADER: Final = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d['’]origine)"
    r"|(?:on|am|le)\b.{4,120}\b(?:wrote|schrieb.{0,60}|a écrit)\s?:\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of ours that may read as a promise: a guarantee, a deadline or an amount."""

    kind: str
    words: str


def own_text(text: str) -> str:
    """Return a text without what it quotes: lines that begin with >, and all after the head of an earlier email."""
    kept: list[str] = []
    for line in text.splitlines():
        if _HEADER.match(line):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept).strip()


@dataclass(frozen=True, slots=True)
class Own:
    """Amounts, in major units with their currency, and dates of the record that a text is about."""

    amounts: frozenset[tuple[Decimal, str]] = frozenset()
    days: frozenset[date] = frozenset()

    def has_day(self, words: str, written_on: date) -> bool:
        """Return whether words name one of the dates, however they are read.

        A date without a year is the next one, unless its weekday fits only a date that has passed.
        """
        read = _days_in(words, written_on)
        if read and None in read:
            return bool(_WEEKDAY.search(words)) and any(_days_in(words, own) == {own} for own in self.days)
        return bool(read) and read <= self.days

    def other_amount(self, line: str) -> str:
        """Return the first amount of a line that isn't one of these, as it was entered, or ""."""
        first = amount_in(line)
        if not first or not self.amounts:
            return first
        found = [(words, amount, unit) for words, amount, unit in amounts_with_words(line, "")]
        return next((words for words, amount, unit in found if not self._has(amount, unit)), "") if found else first

    def _has(self, amount: Decimal, unit: str) -> bool:
        return any(amount == own and unit in ("", currency) for own, currency in self.amounts)


NOTHING_OWN: Final = Own()


def _days_in(words: str, written_on: date) -> set[date | None]:
    orders = (False, True)
    return {one.day for first in orders for one in dates_in(words, written_on, month_first=first)}


def promises_in(text: str, today: date, own: Own = NOTHING_OWN, written_on: date | None = None) -> list[Wording]:
    """Return wording that may read as a promise, each once: guarantees, dates with or without "by", and amounts.

    A date in the past with its year isn't one: it tells what was done or expected. Nor is an amount or date that is
    `own` to what the text is about. Dates without a year are read from the day on which it was written.
    """
    found = {one.words.casefold(): one for one in _promises(text, today, own, written_on or today)}
    return list(found.values())


def _promises(text: str, today: date, own: Own, written_on: date) -> Iterator[Wording]:
    for line in text.splitlines():
        yield from (Wording(GUARANTEE, match[0].strip()) for match in _SURE.finditer(line))
        for match in _BY.finditer(line):
            if not _is_past(match, today) and not own.has_day(_with_year(match), written_on):
                yield Wording(DEADLINE, match[0].strip())
        if amount := own.other_amount(line):
            yield Wording(AMOUNT, amount)


def _with_year(match: re.Match[str]) -> str:
    year = _YEAR.match(match.string, match.end())
    return match[0] + (year[0] if year else "")


def _is_past(match: re.Match[str], today: date) -> bool:
    words = _with_year(match)
    if not _WITH_YEAR.search(words):
        return False
    read = [one.day for month_first in (False, True) for one in dates_in(words, today, month_first=month_first)]
    days = [day for day in read if day is not None]
    return bool(days) and max(days) < today
