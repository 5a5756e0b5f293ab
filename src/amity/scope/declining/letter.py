"""The text of the answer to a declined request, in the language of its reader."""

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.gate.rules import SUBJECT_MOST
from amity.gate.subjects.letters import letter
from amity.scope.declining.rules import as_sentence
from amity.scope.models import Request
from amity.ui import formats


def declined_letter(row: Request, contact: Contact | None, sender: str) -> tuple[str, str]:
    """Return subject and text: the request in the client's words, and the reason in one sentence."""
    paragraphs = (
        _("Thank you for your request of %(day)s:") % {"day": formats.dated(row.asked_on)},
        _("“%(words)s”") % {"words": row.words},
        _("Unfortunately, we can’t do this."),
        as_sentence(row.decided_because),
        _("Please reply to this email if you would like to talk about it."),
    )
    subject = _("Your request: %(words)s") % {"words": row.words}
    cut = subject if len(subject) <= SUBJECT_MOST else f"{subject[: SUBJECT_MOST - 1]}…"
    return cut, letter(contact, paragraphs, sender)
