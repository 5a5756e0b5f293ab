"""Suspected records for the permission matrix, and emails that suggest them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from amity.accounts.models import Account, Contact
from amity.conversations.suspected.finding import find
from amity.conversations.suspected.models import SuspectedRecord
from amity.mailbox.messages.commands import take_message
from amity.mailbox.models import Message
from amity.mailbox.tests.making import make_message
from amity.people.models import Person
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM
from tests.rig.mail_server import email

CLEO = "cleo@osprey.example"


def take(by: Person, sender: str, to: str, text: str, *, at: datetime | None = None, **headers: str) -> Message:
    """Take an email that was sent an hour ago, and look at it."""
    when = at or timezone.now() - timedelta(hours=1)
    taken = take_message(
        by=acting(by), raw=email(sender, to, "Ticket site", text, at=when, **headers), source="mailbox",
        now=timezone.now(),
    )  # fmt: skip
    assert taken.message_id is not None
    find([taken.message_id], timezone.now())
    return Message.objects.get(pk=taken.message_id)


def suspected_ids(viewers: Mapping[str, Person], account: Account, contact: Contact) -> dict[str, object]:
    """Add an email with a request and a preference, about which the account manager is asked, and a dropped one."""
    message = make_message(account, contact=contact, sent_at=MONDAY - timedelta(days=1))
    found = {
        f"suspected_{mark}_id": SuspectedRecord.objects.create(
            message=message, account=account, mark=mark, position=number, text=text, asked=viewers[AM], contact=contact,
            found_at=MONDAY,
        ).pk
        for number, (mark, text) in enumerate(
            [("request", "Could you add a map of the depots?"), ("preference", "We never use exclamation marks.")], 1
        )
    }  # fmt: skip
    dropped = SuspectedRecord.objects.create(
        message=message, account=account, mark="request", position=3, text="Could you send the depot list?",
        asked=viewers[AM], contact=contact, found_at=MONDAY, state="dropped", decided_at=MONDAY - timedelta(days=1),
    )  # fmt: skip
    return {**found, "suspected_dropped_id": dropped.pk}
