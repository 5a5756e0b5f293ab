"""The email with a code."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.agency.queries import agency, agency_zone
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.ui.reader_format import in_language


def send_code(contact: Contact, code: str, *, confirms: bool, until: datetime, now: datetime) -> None:
    """Email a code in the contact's language. Times are the agency's. `confirms`: it isn't for signing in."""
    with timezone.override(agency_zone()), in_language(language_for(contact)):
        names = {"agency": agency().name, "until": f"{timezone.localtime(until):%H:%M}"}
        ask = (
            _("You need this code to confirm your answer to %(agency)s:")
            if confirms
            else _("Enter this code to confirm to %(agency)s that it’s you:")
        )
        outbox.queue(
            audience=mail.GUEST,
            kind="code",
            to=contact.mail,
            name=contact.name,
            subject=_("Your code for %(agency)s") % names,
            body=letter(
                contact.name,
                ask % names,
                mail.LINK,
                _("It works once, until %(until)s. Don’t pass it on. We’ll never ask you for it by phone.") % names,
                why=_("You received this email because someone entered your address. If it wasn’t you, ignore it."),
            ),
            secret=code,
            now=now,
        )
