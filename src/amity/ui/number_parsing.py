"""Parse figures as people type them, in their own locale and some other formats."""

import re
from decimal import Decimal, InvalidOperation

from amity.ui.reader_format import babel_locale

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'\u2019]")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")


class NotANumber(ValueError):
    """The text isn't a figure, or could be two different ones."""


def parse_decimal(text: str, locale: str = "en_GB") -> Decimal:
    """Return the figure in `text`: "1,234.5" in English, "1.234,5" in German, "1 234,5" and "1'234.5" anywhere.

    A single mark that can't group thousands is the decimal point whatever the locale ("12,5" in English). The locale
    decides if both readings fit ("1,234"). Raises `NotANumber`.
    """
    digits = _SPACES.sub("", text).replace("\u2212", "-").replace("\u2013", "-")
    decimal_mark = babel_locale(locale).number_symbols["latn"]["decimal"]
    point = _point_of(digits, decimal_mark if decimal_mark in ",." else ".")
    group = "," if point == "." else "."
    whole, _, rest = digits.partition(point)
    if group in rest or not _groups_fit(whole, group):
        raise NotANumber(text)
    plain = whole.replace(group, "") + (f".{rest}" if rest else "")
    if not _PLAIN.fullmatch(plain):
        raise NotANumber(text)
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise NotANumber(text) from error


def _point_of(text: str, usual: str) -> str:
    """Return which of "." and "," is the decimal mark in a text."""
    other = "," if usual == "." else "."
    if usual in text and other in text:
        return usual if text.rindex(usual) > text.rindex(other) else other
    if other in text and text.count(other) == 1 and len(text.rpartition(other)[2]) != 3:
        return other
    if text.count(usual) > 1:
        return other
    return usual


def _groups_fit(whole: str, group: str) -> bool:
    first, *others = whole.lstrip("+-").split(group)
    return not others or (1 <= len(first) <= 3 and all(len(part) == 3 for part in others))
