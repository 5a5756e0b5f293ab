"""Pure rules for numbers as people and tools write them. The whole file decides which decimal mark applies."""

import re
from decimal import Decimal
from enum import StrEnum

from amity.imports.rules import Reason


class DecimalMark(StrEnum):
    """The mark before the fraction."""

    POINT = "."
    COMMA = ","

    @property
    def other(self) -> "DecimalMark":
        """The mark that can group thousands."""
        return DecimalMark.COMMA if self is DecimalMark.POINT else DecimalMark.POINT


_SPACES = re.compile(r"[\s\u00a0\u2007\u202f'’`]+")
_MONEY_WORDS = re.compile(r"^(?:[$€£¥]|[A-Z]{3}|[A-Z]{1,2}\$)|(?:[$€£¥]|[A-Z]{3})$")
_SHAPE = re.compile(r"\d[\d.,]*|[.,]\d+")


def bare_number(text: str) -> tuple[str, bool]:
    """Return a number's digits and marks, and whether it is negative: `"(€ 1 234,50)"` gives `("1234,50", True)`."""
    rest = _SPACES.sub("", text).replace("\u2212", "-")
    negative = False
    if rest.startswith("(") and rest.endswith(")"):
        rest, negative = rest[1:-1], True
    if rest[:1] in "+-" or rest[-1:] == "-":
        negative ^= "-" in (rest[:1], rest[-1:])
        rest = rest.strip("+-")
    rest = _MONEY_WORDS.sub("", rest, count=2)
    if rest[:1] == "-":
        rest, negative = rest[1:], not negative
    return rest, negative


def mark_shown_by(text: str) -> DecimalMark | None:
    """Return the decimal mark that a number proves, or None if it proves nothing (`"12"`, `"1.234"`)."""
    digits, _ = bare_number(text)
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return DecimalMark.POINT if digits.rfind(".") > digits.rfind(",") else DecimalMark.COMMA
    if not points and not commas:
        return None
    seen = DecimalMark.POINT if points else DecimalMark.COMMA
    if points + commas > 1:
        return seen.other
    before, _, after = digits.partition(seen.value)
    if len(after) != 3 or len(before) > 3 or before in ("", "0"):
        return seen
    return None


class NumberSurvey:
    """Collects evidence of the decimal mark over a column or a file."""

    def __init__(self) -> None:
        self._proofs = {DecimalMark.POINT: 0, DecimalMark.COMMA: 0}
        self._hints = {DecimalMark.POINT: 0, DecimalMark.COMMA: 0}

    def add(self, text: str, *, times: int = 1, small: bool = False) -> None:
        """Add a number as evidence. `small` marks columns (hours) without thousands."""
        mark = mark_shown_by(text)
        if mark:
            self._proofs[mark] += times
        elif small and ("." in text) != ("," in text):
            self._hints[DecimalMark.POINT if "." in text else DecimalMark.COMMA] += times

    def proven(self) -> DecimalMark | None:
        """Return the mark with most proof, or with most hints from small numbers, or None."""
        for votes in (self._proofs, self._hints):
            if votes[DecimalMark.POINT] != votes[DecimalMark.COMMA]:
                return max(votes, key=lambda mark: votes[mark])
        return None

    def verdict(self) -> DecimalMark:
        """Return the proven decimal mark, else a point."""
        return self.proven() or DecimalMark.POINT


def parse_number(text: str, mark: DecimalMark) -> Decimal | Reason:
    """Return the exact number, or a `number_*` reason if it can't be read with `mark`.

    `"3,5"` in a file with points is refused with the suggestion 3.5, because reading it as 35 would be worse.
    """
    digits, negative = bare_number(text)
    if not _SHAPE.fullmatch(digits):
        return Reason("number_unreadable", text=text)
    whole, _, fraction = digits.partition(mark.value)
    groups = whole.split(mark.other.value)
    grouped = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    if not grouped or (fraction and not fraction.isdecimal()):
        if digits.count(mark.other.value) == 1 and mark.value not in digits:
            likely = digits.replace(mark.other.value, mark.value)
            return Reason("number_mark", text=text, mark=mark.value, suggestion=likely)
        return Reason("number_unreadable", text=text)
    number = Decimal(f"{''.join(groups) or 0}.{fraction or 0}")
    return -number if negative else number
