"""What went out, in the conversation of an account."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.gate.models import Item, Recipient, concealed_from, shown_subject
from amity.gate.wording import CONCEALED, KINDS
from amity.people.queries import person_of
from amity.shared.actor import Actor

SENT: Final = Columns(what="kind", title="subject", about="pk", colleague="author__name")


def register() -> None:
    """Register the source."""
    sources.register(Source(key="outgoing", order=15, label=lazy("Emails sent"), rows=_rows, events=each(_event)))


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    gone, person = Item.objects.exclude(sent_at=None).filter(bundle=None), person_of(by)
    if concealed_from(person) is None:
        sent, columns = seen_rows(gone, by, account), SENT
    else:
        sent, columns = gone.known_to(person), replace(SENT, title=shown_subject(person))
    return (Rows(rows=sent, direction=TO_CLIENT, at="sent_at", columns=columns, of_contact=_of_contact),)


def _of_contact(contact_id: int) -> Q:
    return Q(Exists(Recipient.objects.filter(item=OuterRef("pk"), contact=contact_id)))


def _event(row: Row) -> Event:
    return Event(kind=KINDS[row.what], title=row.title or str(CONCEALED), address=reverse("gate:item", args=[row.pk]))
