"""Ask for the text of an email that is known by its headers alone. The mailbox is read again within seconds."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.mailbox.connections import policy
from amity.mailbox.connections.models import Place
from amity.mailbox.messages.queries import message_seen_by
from amity.mailbox.models import Message
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def ask_text(*, by: Actor, email_id: int, now: datetime) -> Message:
    """Have the text of an email read. Asking again changes nothing."""
    message = message_seen_by(by, email_id, lock=True)
    policy.may_fetch(person_of(by), message.account).or_refuse()
    if not message.headers_only:
        raise Refused(_("The text of this email is already here."))
    places = Place.objects.filter(message=message, folder__connection__paused_at=None)
    if not places.exists():
        raise Refused(_("No connected mailbox has this email any more."))
    if places.filter(text_asked_at=None).update(text_asked_at=now):
        trail.record("email.text_asked", subject=message.thread, by=by, at=now)
    return message
