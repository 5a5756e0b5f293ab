"""A mailbox that is refused, to read or to send, waits for its person, or for those who handle a shared one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.waiting import named
from amity.mailbox.connections import commands, rules
from amity.mailbox.connections.faults import REFUSALS
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.wording import condition_of
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD

AGAIN = "again"


def register() -> None:
    """Register mailboxes that can't be read."""
    kinds.register(MAILBOXES)


def try_again(by: Actor, connection_id: int, sent: Sent, now: datetime) -> None:
    """Try the login again at once."""
    commands.read_now(by=by, connection_id=connection_id, now=now)


def _rows(person: Person, today: date) -> QuerySet[Connection]:
    refused = Q(reading__state=rules.REFUSED) | Q(reading__sending_fault__in=REFUSALS)
    rows = Connection.objects.handled_by(person).filter(refused, paused_at=None)
    rows = rows.select_related("reading", "account__manager").prefetch_related(covers_along("account"))
    return rows.order_by("reading__refused_since", "pk")


def _items(by: Actor, rows: Sequence[Connection], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=_title(row),
            address=reverse("mailbox:connection", args=[row.pk]),
            account=named(row.account) if row.account else None,
            notes=[condition_of(row).sentence],
            since=_since(row, today),
            acts=(AGAIN,),
            stakes=grown(2, 3),
        )
        for row in rows
    ]


def _title(row: Connection) -> str:
    if row.reading.state == rules.REFUSED:
        return _("%(address)s can’t be read") % {"address": row.address}
    return _("%(address)s can’t send") % {"address": row.address}


def _since(row: Connection, today: date) -> str:
    reading = row.reading
    since = reading.refused_since if reading.state == rules.REFUSED else reading.sending_tried_at
    return formats.day_with("since", timezone.localdate(since), today) if since else ""


MAILBOXES = Kind(
    key="mailbox", order=8, todo=RECORD, icon="mail", label=lazy("Mailboxes that are refused"), rows=_rows,
    by_roles=True,
    items=_items,
    acts={AGAIN: Act(label=lazy("Try again"), run=try_again, done=lazy("The mailbox is tried again."))},
)  # fmt: skip
