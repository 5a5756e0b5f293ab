"""The limits in a person's words and units."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

PER_SHOWN: Final[Mapping[str, int]] = {"bp": 100, "seconds": 3600, "bytes": 1_000_000}
"""Stored units per shown unit, for percent, hours and megabytes. It is 1 for all others."""


LIMITS: Final[Mapping[str, tuple[str | Promise, str | Promise]]] = {
    "target.agency_margin": (_("Agency margin"), _("Target for the agency and each account, before overheads")),
    "target.project_margin": (_("Project margin"), _("Target for each project")),
    "target.utilisation": (
        _("Utilisation"),
        _("Share of capacity spent on delivery, one figure for all levels. It sets the capacity shown in Outlook."),
    ),
    "over_service.notice": (
        _("Over-servicing, notice"),
        _("Time worked above the included time, as a share of it: shown in amber"),
    ),
    "over_service.alarm": (_("Over-servicing, alarm"), _("The same share: shown in red, and reported as a finding")),
    "under_service.floor": (_("Under-servicing"), _("A retainer used less than this is under-serviced")),
    "completeness.floor": (_("Timesheet completeness"), _("Below this, margins show that time is missing")),
    "payroll.tolerance": (_("Payroll against cost"), _("A variance up to this share of payroll needs no reason")),
    "concentration": (_("Concentration"), _("Above this, the portfolio depends on one client")),
    "ahead.thin": (_("Booked ahead"), _("A future month with less capacity booked than this is flagged")),
    "quiet.days": (_("Inactive work"), _("After this long without time, Amity asks whether the work is finished.")),
    "account.quiet_days": (
        _("Quiet account"),
        _("After this long without a talk or an email from the client, the account waits for its account manager."),
    ),
    "forecast.loss": (
        _("Early warning: work beyond its plan"),
        _(
            "Share of the budget that finished and running work took beyond its plan. Lower warns earlier, and more "
            "often without need."
        ),
    ),
    "forecast.probability": (
        _("Early warning: probability"),
        _("Probability of an overrun. Both must be reached before Amity warns."),
    ),
    "forecast.reminder": (
        _("Reminder of the budget"),
        _("Amity reminds once this share of the budget is used and work has begun to take more than planned."),
    ),
    "day.warning": (_("A long day"), _("More time than this on one day is flagged")),
    "timer.round_minutes": (
        _("A timer is rounded to"),
        _("Rounds to the nearest number of minutes, never below one step. 0 turns rounding off."),
    ),
    "timer.forgotten_after": (_("A forgotten timer"), _("Amity asks about a timer that ran longer before logging it")),
    "push.day_to_day": (
        _("Push budget, day-to-day contact"),
        _("Messages no one asked for, such as reminders. Applies to contacts with none of these roles too."),
    ),
    "push.decision_maker": (_("Push budget, decision maker"), _("Messages no one asked for, such as reminders")),
    "push.sponsor": (_("Push budget, sponsor"), _("Messages no one asked for, such as reminders")),
    "gate.stop_minutes": (
        _("Time to stop an email"),
        _("How long an email of the lane “hold unless stopped” waits before it goes, in working time"),
    ),
    "brief.note_hours": (
        _("Small job: hours below"),
        _("Fewer hours than this, and less than the value below, is a small job"),
    ),
    "brief.note_value": (_("Small job: value below"), _("Less than this, and fewer hours than above, is a small job")),
    "brief.full_hours": (_("Full brief: hours above"), _("More hours than this need a full brief")),
    "brief.full_value": (_("Full brief: value above"), _("More than this needs a full brief")),
    "handoff.at_risk": (_("Work before hand-off"), _("More time than this is refused until the hand-off is accepted")),
    "courtesy.fee_share": (
        _("At no charge: share of the fee"),
        _("Budget of an agreement in each period, where it is larger than the hours below"),
    ),
    "courtesy.hours": (
        _("At no charge: hours"),
        _("Budget of an agreement in each period, where it is larger than the share above"),
    ),
    "courtesy.manager_value": (
        _("At no charge: value the account manager agrees to"),
        _("Above this, or above what is left of the budget, the director agrees"),
    ),
    "courtesy.manager_hours": (
        _("At no charge: hours the account manager agrees to"),
        _("Above this, the director agrees"),
    ),
    "growth.spotted": (_("Probability: spotted"), _("Of an opportunity at this stage, unless it has its own")),
    "growth.qualified": (_("Probability: qualified"), _("Of an opportunity at this stage, unless it has its own")),
    "growth.proposed": (_("Probability: proposed"), _("Of an opportunity at this stage, unless it has its own")),
    "growth.agreeing": (_("Probability: agreeing terms"), _("Of an opportunity at this stage, unless it has its own")),
    "decision.limit": (
        _("Decisions: cost the account manager decides on"),
        _("Above this to either side, it needs advice and the confirmation of the client or the director"),
    ),
    "decision.balance": (
        _("Decisions: balance of both sides"),
        _("How many of their last commitments account managers and directors see weighed for both sides. 0 hides it."),
    ),
    "courtesy.no_record": (_("Requests without a record"), _("A request that takes less time needs no record")),
    "import.chunk_rows": (
        _("Import batch size"),
        _("Rows of a file written at once. Two cores import 10,000 to 15,000 rows a second."),
    ),
    "import.chunk_ms": (_("Longest database lock"), _("How long one batch can keep others waiting")),
    "import.file_bytes": (_("Largest file to import"), _("A larger file is refused")),
    "import.read_megabytes": (_("Memory for reading a file"), _("A file that needs more can’t be imported")),
    "import.read_seconds": (_("Time for reading a file"), _("In the background: a slower file is left unread")),
    "import.page_seconds": (_("Time for reading while someone waits"), _("A slower file is left unread")),
    "agreement.file_bytes": (_("Largest agreement document"), _("A larger file is refused")),
    "deliverable.file_bytes": (_("Largest file of a deliverable"), _("A larger file is refused")),
    "mail.message_bytes": (_("Largest email"), _("A larger email isn’t read")),
    "mail.file_bytes": (_("Largest email attachment"), _("A larger attachment is listed, but not stored")),
    "mail.upload_bytes": (_("Largest file of emails"), _("A larger file is refused")),
    "mail.months": (
        _("Text of emails is stored for"),
        _("After that, Amity deletes the text and the attachments. 0 keeps them without a limit."),
    ),
    "transcript.file_bytes": (_("Largest transcript"), _("A larger file is refused")),
    "transcript.keep_days": (
        _("Transcripts are kept for"),
        _("Proposed when someone keeps the transcript of a talk. Otherwise it is deleted with saving."),
    ),
    "insights.whole_articles": (
        _("Articles read in full"),
        _(
            "Where a feed has only the beginning of an article, Amity reads it whole on its website, once."
            " 0 reads none. Check that your agency may."
        ),
    ),
}
"""Name and explanation of each limit."""
_READING: Final = ("import.read_megabytes", "import.read_seconds", "import.page_seconds")
_FILES: Final = ("import.file_bytes", "agreement.file_bytes", "deliverable.file_bytes")
_ELSEWHERE: Final = (
    "target.", "brief.", "import.", "timer.", "agreement.", "deliverable.", "mail.", "push.", "transcript.", "gate.",
    "courtesy.", "decision.", "growth.", "insights.",
)  # fmt: skip
GROUPS: Final[tuple[tuple[str | Promise, tuple[str, ...]], ...]] = (
    (_("Targets"), ("target.agency_margin", "target.project_margin", "target.utilisation")),
    (_("Warnings"), tuple(name for name in LIMITS if not name.startswith(_ELSEWHERE))),
    (_("Brief size"), tuple(name for name in LIMITS if name.startswith("brief."))),
    (_("At no charge"), tuple(name for name in LIMITS if name.startswith("courtesy."))),
    (_("Decisions"), ("decision.limit", "decision.balance")),
    (_("Opportunities"), tuple(name for name in LIMITS if name.startswith("growth."))),
    (_("Push budget"), ("push.day_to_day", "push.decision_maker", "push.sponsor")),
    (_("Going out"), ("gate.stop_minutes",)),
    (_("Timer"), ("timer.round_minutes", "timer.forgotten_after")),
    (_("Emails"), ("mail.months", "mail.message_bytes", "mail.file_bytes", "mail.upload_bytes")),
    (_("Insights"), ("insights.whole_articles",)),
    (_("Transcripts"), ("transcript.keep_days", "transcript.file_bytes")),
    (_("Files"), (*_FILES, *_READING, "import.chunk_rows", "import.chunk_ms")),
)


def unit_word(unit: str) -> str:
    """Return the word for the unit a limit is shown in."""
    words = {
        "bp": "%",
        "seconds": _now("hours"),
        "minutes": _now("minutes"),
        "days": _now("days"),
        "months": _now("months"),
        "rows": _now("rows"),
        "s": _now("seconds"),
        "bytes": "MB",
        "commitments": _now("commitments"),
        "per_day": _now("a day"),
        "per_week": _now("per week"),
        "per_month": _now("in 30 days"),
    }
    return words.get(unit, unit)


def shown(value: int, unit: str) -> Decimal:
    """Convert a stored value to the unit it is shown in."""
    return Decimal(value) / PER_SHOWN.get(unit, 1)


def stored(value: Decimal, unit: str) -> int:
    """Convert a value as a person entered it to the unit it is stored in."""
    return round(value * PER_SHOWN.get(unit, 1))
