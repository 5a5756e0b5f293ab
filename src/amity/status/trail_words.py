"""Audit log labels for actions on statuses, all recorded on the project."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.status.models import Status

words.acts(
    "status",
    _("status"),
    {
        "status.answered": _("%(who)s changed the status of %(what)s"),
        "status.confirmed": _("%(who)s confirmed the status of %(what)s"),
        "status.rhythm_set": _("%(who)s set how often the status of %(what)s is asked"),
        "status.rhythm_removed": _("%(who)s let %(what)s follow the agency’s rhythm of statuses"),
        "contradiction.asked": _("%(who)s asked about the status of %(what)s"),
        "contradiction.closed": _("%(who)s closed a question about the status of %(what)s"),
    },
)
words.call(
    words.of(Status, "percent", "milestone_on", "mood", "blockers", "dates", "client")
    | {
        "to_go_seconds": Field(_("hours to go"), unit="seconds"),
        "rhythm": Field(_("rhythm")),
        "weekday": Field(_("weekday")),
        "colour": Field(_("colour")),
    }
)
