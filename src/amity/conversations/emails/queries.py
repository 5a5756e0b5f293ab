"""Queries for records made from emails."""

from collections.abc import Collection, Sequence

from amity.conversations.emails.models import EmailPoint
from amity.conversations.notes.queries import RECORDS
from amity.mailbox.models import Message


def points_of(messages: Sequence[Message]) -> list[EmailPoint]:
    """Return what the words of some emails became, oldest first."""
    rows = EmailPoint.objects.filter(message__in=[message.pk for message in messages]).select_related(
        *RECORDS, "stated_by", "expectation__promised_by", "action__owner", "action__contact"
    )
    return list(rows.order_by("pk"))


def with_points(message_ids: Sequence[int]) -> Collection[int]:
    """Return which of these emails something was made from."""
    return set(EmailPoint.objects.filter(message__in=message_ids).values_list("message_id", flat=True))


def people_in(message: Message) -> tuple[list[int], list[int]]:
    """Return the ids of the contacts and of the colleagues whom an email names."""
    named = list(message.addresses.values_list("contact_id", "person_id"))
    return [pk for pk, _person in named if pk], [pk for _contact, pk in named if pk]
