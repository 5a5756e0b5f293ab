"""Pure rules for currencies as files name them."""

import re
from functools import lru_cache

from amity.imports.rules import Reason
from amity.shared.money import UnknownCurrency, decimals

_CODE_AT_END = re.compile(r"(?:^|[\s(-])([A-Za-z]{3})\)?$")
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "US$": "USD", "zł": "PLN", "₹": "INR", "₪": "ILS", "₩": "KRW"}


@lru_cache(maxsize=1024)
def parse_currency(text: str) -> str | Reason:
    """Return the ISO code of `"USD"`, `"€"` or Harvest's `"United States Dollar - USD"`, or `currency_unknown`."""
    rest = text.strip()
    if rest in _SIGNS:
        return _SIGNS[rest]
    found = _CODE_AT_END.search(rest)
    if found and (len(rest) == 3 or " - " in rest or rest.endswith(")")):
        code = found[1].upper()
        try:
            decimals(code)
        except UnknownCurrency:
            return Reason("currency_unknown", text=rest)
        return code
    return Reason("currency_unknown", text=rest)


def currency_in_header(header: str) -> str:
    """Return the currency code in a header such as `"Amount (USD)"`, or ""."""
    found = re.search(r"\(([A-Z]{3})\)\s*$", header)
    code = parse_currency(found[1]) if found else ""
    return code if isinstance(code, str) else ""
