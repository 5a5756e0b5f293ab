"""Emails in the conversation of their account, both ways."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import AUTOMATIC, BOUNCE, FROM, IN, OUT
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor

DIRECTIONS: Final = {IN: FROM_CLIENT, OUT: TO_CLIENT}
KINDS: Final = {AUTOMATIC: lazy("Automatic reply"), BOUNCE: lazy("Not delivered")}
MOST_SHOWN: Final = 240


def register() -> None:
    """Register the source of emails."""
    sources.register(Source(key="emails", order=12, label=lazy("Emails"), rows=_rows, events=_events))


def _rows(by: Actor, _account: Account) -> Sequence[Rows]:
    columns = Columns(
        what="direction", more="kind", title="subject", note=Left("reply", MOST_SHOWN + 1), about="thread_id",
        project="thread__project",
    )  # fmt: skip
    seen = Message.objects.visible_to(person_of(by))
    return [
        Rows(
            rows=seen, direction=DIRECTIONS, at="sent_at", columns=columns, of_contact=_with_contact,
            of_colleague=_with_colleague,
        )
    ]  # fmt: skip


def _with_contact(contact_id: int) -> Q:
    return Q(pk__in=MessageAddress.objects.filter(contact=contact_id).values("message"))


def _with_colleague(person: Person) -> Q:
    return Q(pk__in=MessageAddress.objects.filter(person=person).values("message"))


def _events(_by: Actor, _account: Account, rows: Sequence[Row]) -> Sequence[Event]:
    named = MessageAddress.objects.filter(message__in=[row.pk for row in rows]).select_related("contact", "person")
    people: dict[int, list[MessageAddress]] = {}
    for one in named.order_by("pk"):
        people.setdefault(one.message_id, []).append(one)
    return [_event(row, people.get(row.pk, ())) for row in rows]


def _event(row: Row, people: Sequence[MessageAddress]) -> Event:
    text = " ".join(row.note.split())
    contacts = {one.contact.pk: one.contact.name for one in people if one.contact}
    strangers = [(0, str(one)) for one in people if one.place == FROM and not (one.contact_id or one.person_id)]
    return Event(
        kind=KINDS.get(row.more) or _("Email"),
        title=row.title or _("(no subject)"),
        address=f"{reverse('mailbox:thread', args=[row.about])}#email-{row.pk}",
        text=f"{text[:MOST_SHOWN].rstrip()}…" if len(row.note) > MOST_SHOWN else text,
        how=_("email"),
        contacts=[*contacts.items(), *strangers],
        colleagues=list(dict.fromkeys(one.person.name for one in people if one.person)),
    )
