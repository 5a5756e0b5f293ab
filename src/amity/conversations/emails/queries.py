"""Queries for records made from emails."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from amity.accounts.models import Account
from amity.conversations.emails.models import EmailPoint
from amity.conversations.notes.queries import RECORDS
from amity.conversations.rules import DECISION
from amity.mailbox.models import Message
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Given


def points_of(messages: Sequence[Message]) -> list[EmailPoint]:
    """Return what the words of some emails became, oldest first."""
    rows = EmailPoint.objects.filter(message__in=[message.pk for message in messages]).select_related(
        *RECORDS, "stated_by", "expectation__promised_by", "action__owner", "action__contact"
    )
    return list(rows.order_by("pk"))


def decisions_on(by: Actor, account: Account | Given) -> QuerySet[EmailPoint]:
    """Return the decisions in emails of an account that the actor can read, the newest first."""
    seen = Message.objects.visible_to(person_of(by)).filter(account=account)
    rows = EmailPoint.objects.filter(mark=DECISION, message__in=seen.values("pk"))
    return rows.select_related("message__thread", "stated_by").order_by("-message__sent_at", "-pk")


def with_points(message_ids: Sequence[int]) -> Collection[int]:
    """Return which of these emails something was made from."""
    return set(EmailPoint.objects.filter(message__in=message_ids).values_list("message_id", flat=True))


def people_in(message: Message) -> tuple[list[int], list[int]]:
    """Return the ids of the contacts and of the colleagues whom an email names."""
    named = list(message.addresses.values_list("contact_id", "person_id"))
    return [pk for pk, _person in named if pk], [pk for _contact, pk in named if pk]
