"""The days of an absence that an automatic reply states. Pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from amity.shared.text.dates import dates_in

LONGEST: Final = 60
"""Days. A date further ahead is rather something else, such as an event the reply advertises."""
_BACK: Final = re.compile(
    r"\b(?:back|return\w*|again|available (?:again|from)|wieder|zurück|zurueck|erreichbar ab|retour|reviendrai"
    r"|reprend\w*|de nouveau)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[\n;]+|(?<=[^\W\d][.!?])\s+(?=[A-ZÄÖÜÉÀ])")


def absence_in(lines: Iterable[str], received_on: date) -> tuple[date, date]:
    """Return the first and the last day of an absence.

    It ends on the latest day that the reply states, or the day before if that is when they are back. A reply without a
    readable date tells of the day it was sent alone.
    """
    last = received_on
    for sentence in (part for line in lines for part in _SENTENCE.split(line)):
        days = [one.day for one in dates_in(sentence, received_on) if one.day is not None]
        ahead = [day for day in days if received_on <= day <= received_on + timedelta(days=LONGEST)]
        if ahead:
            end = max(ahead)
            last = max(last, end - timedelta(days=1) if _BACK.search(sentence) else end)
    return received_on, last
