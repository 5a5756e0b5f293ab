"""Values of the page of an upload."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.mailbox.messages.outcomes import REASONS, REMOVED
from amity.mailbox.rules import DONE, READING, STOPPED, UNDONE
from amity.mailbox.uploads.models import Upload
from amity.mailbox.uploads.queries import earlier_than

STATES = {
    READING: (lazy("being read"), "info"),
    DONE: (lazy("imported"), "well"),
    STOPPED: (lazy("stopped half way"), "watch"),
    UNDONE: (lazy("undone"), "none"),
}


def context(upload: Upload) -> dict[str, Any]:
    """Return the values of the page of an upload."""
    word, shape = STATES[upload.state]
    reasons = {**REASONS, REMOVED: _("Someone removed this email from Amity before.")}
    account = upload.account
    return {
        "upload": upload,
        "state_word": word,
        "shape": shape,
        "counts": [
            (_("Imported"), upload.taken),
            (_("Already here"), upload.known),
            (_("Not with a client"), upload.unmatched),
            (_("Left out"), upload.unreadable),
        ],
        "problems": [(number, reasons.get(code, code)) for number, code in upload.problems],
        "more_problems": upload.unreadable - len(upload.problems),
        "may_undo": upload.state in (DONE, STOPPED) and upload.taken > 0,
        "job_page": reverse("jobs:job", args=[upload.job_id]) if upload.state == READING and upload.job_id else "",
        "account": account,
        "conversation": reverse("accounts:conversation", args=[account.pk]) if account else "",
        "earlier": [(one, *STATES[one.state]) for one in earlier_than(upload)],
    }
