"""Pure rules of a brief's size, by its hours and value (product.md, J1)."""

from dataclasses import dataclass
from typing import Final

NOTE: Final = "note"
SHORT: Final = "short"
FULL: Final = "full"
SIZES: Final = (NOTE, SHORT, FULL)

WITHIN_RETAINER: Final = "call_off"
NEW_CLIENT: Final = "new_client"
NEW_KIND: Final = "new_kind"
HOURS: Final = "hours"
VALUE: Final = "value"
BELOW: Final = "below"
BETWEEN: Final = "between"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of sizes. Hours are in seconds, values in minor units of the agency's currency."""

    note_hours: int
    note_value: int
    full_hours: int
    full_value: int


@dataclass(frozen=True, slots=True)
class Job:
    """The values that decide the size. `value` is in minor units of the agency's currency, None if unknown."""

    seconds: int
    value: int | None
    new_client: bool = False
    new_kind: bool = False
    within_retainer: bool = False


@dataclass(frozen=True, slots=True)
class Sized:
    """A size, with its reason as a code."""

    size: str
    why: str


def size_of(job: Job, limits: Limits) -> Sized:
    """Return the size of a job. A request on a retainer is a note; a new client or kind of work needs a full brief.

    A note is within both limits, and a full brief exceeds one of them. With neither hours nor value, the size is short.
    """
    if job.within_retainer:
        return Sized(NOTE, WITHIN_RETAINER)
    value = job.value or 0
    for found, why in (
        (job.new_client, NEW_CLIENT),
        (job.new_kind, NEW_KIND),
        (job.seconds > limits.full_hours, HOURS),
        (value > limits.full_value, VALUE),
    ):
        if found:
            return Sized(FULL, why)
    if not job.seconds and job.value is None:
        return Sized(SHORT, UNKNOWN)
    if job.seconds < limits.note_hours and value < limits.note_value:
        return Sized(NOTE, BELOW)
    return Sized(SHORT, BETWEEN)
