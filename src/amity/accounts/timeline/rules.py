"""Pure rules of the conversation: directions, and the place of an event on the line of time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

FROM_CLIENT: Final = "from_client"
TO_CLIENT: Final = "to_client"
INTERNAL: Final = "internal"
DIRECTIONS: Final = (FROM_CLIENT, TO_CLIENT, INTERNAL)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MOST_MICROSECONDS: Final = 10**17
_WRITTEN: Final = re.compile(r"(\d{1,17})\.([a-z_]{1,40}-\d{1,2})\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The place of an event: its moment, the name of its rows and its id. The greater one is the newer one."""

    at: datetime
    name: str
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICROSECOND}.{self.name}.{self.pk}"


def place_of(text: str) -> Place | None:
    """Return the place written in an address, or None if it can't be read."""
    found = _WRITTEN.fullmatch(text)
    if found is None or int(found[1]) >= _MOST_MICROSECONDS:
        return None
    return Place(_EPOCH + int(found[1]) * _MICROSECOND, found[2], int(found[3]))
