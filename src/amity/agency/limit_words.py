"""The limits in a person's words and units."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

PER_SHOWN: Final[Mapping[str, int]] = {"bp": 100, "seconds": 3600, "bytes": 1_000_000}
"""How many stored units make one shown unit: percent, hours, megabytes; 1 for the rest."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a limit is called, and what it decides."""

    label: str | Promise
    decides: str | Promise


LIMITS: Final[dict[str, Words]] = {
    "target.agency_margin": Words(_("Margin of the agency"), _("Target of the portfolio, before overheads")),
    "target.project_margin": Words(_("Margin of a project"), _("Target of projects and accounts")),
    "target.utilisation": Words(
        _("Utilisation"),
        _("Delivery time of all capacity, one figure for all levels; what the team can do rests on it"),
    ),
    "over_service.notice": Words(
        _("Over-service, notice"), _("Time worked above what is included, as a share of it: shown amber")
    ),
    "over_service.alarm": Words(_("Over-service, alarm"), _("The same: shown crimson, and becomes a finding")),
    "under_service.floor": Words(_("Under-service"), _("A retainer used less than this is under-served")),
    "completeness.floor": Words(_("Completeness of time"), _("Below it margins say that time is missing")),
    "payroll.tolerance": Words(_("Payroll against cost"), _("A variance up to this share of payroll is usual")),
    "concentration": Words(_("One account’s share"), _("Above it the portfolio hangs on one client")),
    "ahead.thin": Words(_("Signed ahead"), _("A month ahead with less of what the team can do is pointed out")),
    "quiet.days": Words(_("Quiet work"), _("Work without time for so long is asked: finished?")),
    "day.warning": Words(_("A long day"), _("More time than this on one day is pointed out")),
    "timer.round_minutes": Words(
        _("A timer is rounded to"), _("To the nearest so many minutes, once at least; 0: not")
    ),
    "timer.forgotten_after": Words(_("A forgotten timer"), _("One that ran longer is asked about before it is logged")),
    "brief.note_hours": Words(
        _("A note, hours"), _("A job of fewer hours, and of less than the value below, is a note")
    ),
    "brief.note_value": Words(_("A note, value"), _("A job of less, and of fewer hours than above, is a note")),
    "brief.full_hours": Words(_("A full brief, hours"), _("A job of more hours takes a full brief")),
    "brief.full_value": Words(_("A full brief, value"), _("A job of more takes a full brief")),
    "handoff.at_risk": Words(_("Work before the hand-off"), _("More than this on a project nobody took is refused")),
    "import.chunk_rows": Words(_("Rows at once"), _("How much of a file is written in one go")),
    "import.chunk_ms": Words(_("Time at once"), _("How long one go may hold others up")),
    "import.file_bytes": Words(_("Largest file to import"), _("A larger file is refused")),
    "import.read_megabytes": Words(_("Memory for reading a file"), _("A file that needs more can’t be imported")),
    "import.read_seconds": Words(_("Time for reading a file"), _("In the background: a slower file is left unread")),
    "import.page_seconds": Words(_("Time for reading while someone waits"), _("A slower file is left unread")),
    "agreement.file_bytes": Words(_("Largest paper of an agreement"), _("A larger file is refused")),
}
_READING: Final = ("import.read_megabytes", "import.read_seconds", "import.page_seconds")
_ELSEWHERE: Final = ("target.", "brief.", "import.", "timer.", "agreement.")
GROUPS: Final[tuple[tuple[str | Promise, tuple[str, ...]], ...]] = (
    (_("Targets"), ("target.agency_margin", "target.project_margin", "target.utilisation")),
    (_("Warnings"), tuple(name for name in LIMITS if not name.startswith(_ELSEWHERE))),
    (_("Size of a brief"), tuple(name for name in LIMITS if name.startswith("brief."))),
    (_("Timer"), ("timer.round_minutes", "timer.forgotten_after")),
    (_("Files"), ("import.file_bytes", "agreement.file_bytes", *_READING, "import.chunk_rows", "import.chunk_ms")),
)


def unit_word(unit: str) -> str:
    """The unit a limit is shown in."""
    words = {
        "bp": "%",
        "seconds": _now("hours"),
        "minutes": _now("minutes"),
        "days": _now("days"),
        "rows": _now("rows"),
        "s": _now("seconds"),
        "bytes": "MB",
        "currency": _now("in the agency’s currency"),
    }
    return words.get(unit, unit)


def shown(value: int, unit: str) -> Decimal:
    """A stored value in the unit it is shown in."""
    return Decimal(value) / PER_SHOWN.get(unit, 1)


def stored(value: Decimal, unit: str) -> int:
    """A value as a person gave it, in the unit it is stored in."""
    return round(value * PER_SHOWN.get(unit, 1))
