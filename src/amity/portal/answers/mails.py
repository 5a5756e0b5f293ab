"""The email to a contact whose reply decided nothing."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.agency.queries import agency, agency_zone
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.portal.answers.models import Answer
from amity.ui.reader_format import in_language


def could_not_read(answer: Answer, now: datetime) -> None:
    """Tell a contact that their reply was passed on as a question, at the address we have of them."""
    contact, item = answer.contact, answer.item
    if not contact.mail:
        return
    with timezone.override(agency_zone()), in_language(language_for(contact)):
        names = {"what": item.subject, "who": item.author.name, "agency": agency().name}
        outbox.queue(
            audience=mail.GUEST,
            kind="not_read",
            to=contact.mail,
            name=contact.name,
            subject=_("Nothing is decided yet: %(what)s") % names,
            body=letter(
                contact.name,
                _("We received your reply to “%(what)s”, but couldn’t read a decision in it. Nothing is decided yet.")
                % names,
                _("%(who)s has your reply. To decide, use the personal link in the email.") % names,
                why=_("You received this email because you replied to an email from %(agency)s.") % names,
            ),
            now=now,
        )
