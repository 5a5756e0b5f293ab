"""What became of an email that was read: taken, known, not with a client, or unreadable."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

TAKEN: Final = "taken"
COMPLETED: Final = "completed"
"""Its headers were here, and now its text is too."""
KNOWN: Final = "known"
UNMATCHED: Final = "unmatched"
REMOVED: Final = "removed"
UNREADABLE: Final = "unreadable"

REASONS: Final = {
    "none": _("This isn’t an email."),
    "broken": _("The email is damaged."),
    "size": _("The email is too large."),
}
FAULTS: Final = {
    "header": _("A header is too long and was cut."),
    "twice": _("A header appears more than once. The first one applies."),
    "sender": _("The sender is missing."),
    "date": _("The date is missing or wrong. The import date is used."),
    "subject": _("The subject is too long and was cut."),
    "parts": _("The email has too many parts. The first ones were read."),
    "part": _("A part of the email couldn’t be read."),
    "depth": _("The email is nested too deeply. The outer parts were read."),
    "encoding": _("An attachment is damaged."),
    "partial": _("The email is one part of a longer one."),
    "charset": _("Some characters couldn’t be read."),
    "long": _("The text is too long and was cut."),
}
"""What couldn’t be read of an email that was taken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one email. `reason` is a key of `REASONS`."""

    outcome: str
    message_id: int | None = None
    thread_id: int | None = None
    reason: str = ""
