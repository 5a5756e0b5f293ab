"""Find amounts of money in free text."""

import re
from typing import Final

NUMBER: Final = r"\d{1,3}(?:[.,' \u202f\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
CURRENCY: Final = r"€|£|\$|¥|EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|AUD|CAD|euros?|pounds?|dollars?|francs?"
YEAR: Final = r"20[1-9]\d(?!\d|[.,']\d)"
"""A number that names a year unless a currency is beside it: the price list 2027."""
MARKED: Final = re.compile(rf"(?:{CURRENCY})\s?(?:{NUMBER})\s?k?|(?:{NUMBER})\s?k?\s?(?:{CURRENCY})(?!\w)")
OF_MONEY: Final = re.compile(
    rf"(?!{YEAR})(?:\d{{1,3}}(?:[.,']\d{{3}})+|\d{{4,}}|\d+\s?k)\b(?=[^.!?\n]{{0,30}}\b(?:fee|fees|budget|cost|costs|price|margin|invoice)\b)"
    rf"|\b(?:fee|fees|budget|cost|costs|price|margin|invoice)\b[^.!?\n\d]{{0,20}}(?!{YEAR})(?:{NUMBER})\s?k?\b",
    re.IGNORECASE,
)


def amount_in(text: str) -> str:
    """Return the first amount in a text as it was entered, or ""."""
    found = MARKED.search(text) or OF_MONEY.search(text)
    return found[0].strip() if found else ""
