"""Find amounts of money in free text."""

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = r"(?:(?<!\d)\d++|\d{1,24}+(?!\d))"
"""Digits to the end of their row: from its first, or from one of its last 24 after another amount. If each digit
of a row were tried with all that follow, a text of 100,000 digits would take half an hour.
"""
NUMBER: Final = rf"\d{{1,3}}(?:[.,' \u202f\u00a0]\d{{3}}){{1,6}}(?:[.,]\d{{1,2}})?|{DIGITS}(?:[.,]\d{{1,2}})?"
CURRENCY: Final = r"€|£|\$|¥|EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|AUD|CAD|euros?|pounds?|dollars?|francs?"
YEAR: Final = r"20[1-9]\d(?!\d|[.,']\d)"
"""A number that names a year unless a currency is beside it: the price list 2027."""
MARKED: Final = re.compile(rf"(?:{CURRENCY})\s?(?:{NUMBER})\s?k?|(?:{NUMBER})\s?k?\s?(?:{CURRENCY})(?!\w)")
OF_MONEY: Final = re.compile(
    rf"(?!{YEAR})(?:\d{{1,3}}(?:[.,']\d{{3}}){{1,6}}|(?=\d{{4}}){DIGITS}|{DIGITS}\s?k)\b"
    rf"(?=[^.!?\n]{{0,30}}\b(?:fee|fees|budget|cost|costs|price|margin|invoice)\b)"
    rf"|\b(?:fee|fees|budget|cost|costs|price|margin|invoice)\b[^.!?\n\d]{{0,20}}(?!{YEAR})(?:{NUMBER})\s?k?\b",
    re.IGNORECASE,
)


def amount_in(text: str) -> str:
    """Return the first amount in a text as it was entered, or ""."""
    found = MARKED.search(text) or OF_MONEY.search(text)
    return found[0].strip() if found else ""


_SIGNS: Final = {
    "€": "EUR",
    "£": "GBP",
    "$": "USD",
    "¥": "JPY",
    "euro": "EUR",
    "pound": "GBP",
    "dollar": "USD",
    "franc": "CHF",
}
_FIGURE: Final = re.compile(rf"({NUMBER})\s?(k?)")


def amounts_in(text: str, currency: str) -> list[tuple[Decimal, str]]:
    """Return all amounts in a text with their currency, or the given one where none is beside it."""
    return [(value, unit) for _words, value, unit in amounts_with_words(text, currency)]


def amounts_with_words(text: str, currency: str) -> list[tuple[str, Decimal, str]]:
    """Return all amounts in a text as they were entered, with their value and currency, or else the given one."""
    found = [*MARKED.finditer(text), *OF_MONEY.finditer(MARKED.sub(" ", text))]
    return [(match[0].strip(), *one) for match in found if (one := _read(match[0], currency)) is not None]


def _read(words: str, currency: str) -> tuple[Decimal, str] | None:
    figure = _FIGURE.search(words)
    if figure is None:
        return None
    digits = re.sub(r"[' \u202f\u00a0]", "", figure[1])
    cents = re.search(r"[.,](\d{1,2})$", digits)
    whole = re.sub(r"[.,]", "", digits[: cents.start()] if cents else digits)
    amount = Decimal(f"{whole}.{cents[1]}" if cents else whole) * (1000 if figure[2] else 1)
    rest = (words[: figure.start()] + words[figure.end() :]).strip()
    named = re.search(CURRENCY, rest)
    if named is None:
        return amount, currency
    return amount, _SIGNS.get(named[0].removesuffix("s"), named[0])
