"""Detection of total rows, which add up other rows and are no one's time."""

import re
from typing import Final

_TOTAL: Final = re.compile(
    r"(?:sub|grand)?[\s-]*totals?\b.*|.*\b(?:sub)?total|sum|summe|(?:zwischen|gesamt)summe|gesamt|somme|totale|totaal"
    r"|yhteensä",
    re.IGNORECASE,
)


def is_total(name: str) -> bool:
    """Return whether a name in place of a person or project marks a total, such as "Total" or "Subtotal Tim"."""
    return _TOTAL.fullmatch(name.strip(" :")) is not None
