"""Pure rules of checks: our own text without quoted text, and wording that reads as a promise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.shared.text.amounts import amount_in
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


def promises_in(text: str, today: date) -> list[Wording]:
    """Return wording that may read as a promise, each once: guarantees, dates with or without "by", and amounts.

    A date in the past with its year isn't one: it tells what was done or expected.
    """
    found = {one.words.casefold(): one for one in _promises(text, today)}
    return list(found.values())


def _promises(text: str, today: date) -> Iterator[Wording]:
    for line in text.splitlines():
        yield from (Wording(GUARANTEE, match[0].strip()) for match in _SURE.finditer(line))
        for match in _BY.finditer(line):
            if not _is_past(match, today):
                yield Wording(DEADLINE, match[0].strip())
        if amount := amount_in(line):
            yield Wording(AMOUNT, amount)


def _is_past(match: re.Match[str], today: date) -> bool:
    year = _YEAR.match(match.string, match.end())
    words = match[0] + (year[0] if year else "")
    if not _WITH_YEAR.search(words):
        return False
    read = [one.day for month_first in (False, True) for one in dates_in(words, today, month_first=month_first)]
    days = [day for day in read if day is not None]
    return bool(days) and max(days) < today
