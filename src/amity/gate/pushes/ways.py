"""How an author wants an email to go: on its own, in a bundle with another one, or later. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from amity.shared.numbers import whole_number

BUNDLE: Final = "bundle"
LATER: Final = "later"
LATEST: Final = 4_102_444_800
"""The year 2100, in seconds."""


@dataclass(frozen=True, slots=True)
class Way:
    """The author's choice: the item to bundle with and the digest that was read, or a send time. Neither sends now."""

    item_id: int | None = None
    digest: str = ""
    later: datetime | None = None


def way_in(text: str) -> Way:
    """Return the choice that a form's button carries. One that can't be read is none."""
    verb, _colon, value = text.partition(":")
    number, _colon, digest = value.partition(":")
    found = whole_number(number)
    if found is None:
        return Way()
    if verb == BUNDLE and digest:
        return Way(item_id=found, digest=digest)
    return Way(later=moment_in(found)) if verb == LATER and found <= LATEST else Way()


def bundle_code(item_id: int, digest: str) -> str:
    """Return the code of the button that bundles with an item as it was read."""
    return f"{BUNDLE}:{item_id}:{digest}"


def later_code(moment: datetime) -> str:
    """Return the code of the button that sends at a moment."""
    return f"{LATER}:{int(moment.timestamp())}"


def moment_in(seconds: int) -> datetime | None:
    """Return the moment that a button carries in seconds, or None."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
