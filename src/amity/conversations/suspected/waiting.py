"""Suspected promises wait for the person who sent the email: keep or drop, in one tap."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.waiting import naming_contact
from amity.conversations.passing.queries import accounts_opened_by
from amity.conversations.passing.waiting import linked
from amity.conversations.suspected import commands
from amity.conversations.suspected.models import OPEN, SuspectedPromise
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, naming, sharing_accounts

KEEP, DROP = "keep", "drop"


def register() -> None:
    """Register suspected promises."""
    kinds.register(SUSPECTED)


def keep(by: Actor, suspected_id: int, sent: Sent, now: datetime) -> None:
    """Keep it as a promise."""
    commands.keep_promise(by=by, suspected_id=suspected_id, version=sent.version, now=now)


def drop(by: Actor, suspected_id: int, sent: Sent, now: datetime) -> None:
    """Drop it."""
    commands.drop_promise(by=by, suspected_id=suspected_id, version=sent.version, now=now)


def ask_again(by: Actor, suspected_id: int, now: datetime) -> None:
    """Take back that it was dropped."""
    commands.ask_again(by=by, suspected_id=suspected_id, now=now)


def _rows(person: Person, today: date) -> QuerySet[SuspectedPromise]:
    rows = SuspectedPromise.objects.filter(asked=person, state=OPEN)
    rows = rows.select_related("account__manager", "contact", "sender", "message__thread")
    return rows.prefetch_related(covers_along("account")).order_by(F("due_on").asc(nulls_last=True), "pk")


def _items(by: Actor, rows: Sequence[SuspectedPromise], today: date) -> list[Item]:
    sharing_accounts(rows)
    opened = accounts_opened_by(by, [row.account for row in rows])
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=f"“{row.text}”",
            address=reverse("mailbox:thread", args=[row.message.thread_id]),
            account=linked(row.account, opened),
            lead=_lead(by, row),
            notes=[str(row.message.thread)],
            due=row.due_on,
            since=formats.day(timezone.localdate(row.message.sent_at), today),
            acts=(KEEP, DROP),
        )
        for row in rows
    ]


def _lead(by: Actor, row: SuspectedPromise) -> str:
    if row.sender_id != by.person_id:
        return naming(_("%(who)s wrote this"), row.sender.name)
    return naming_contact(by, _("You wrote to %(who)s"), row.contact, row.account) or _("You wrote this")


SUSPECTED = Kind(
    key="suspected_promise", order=22, icon="mail-question", label=lazy("You promised. Keep as a promise?"),
    rows=_rows, items=_items,
    acts={
        KEEP: Act(label=lazy("Keep as a promise"), run=keep, done=lazy("Promise recorded.")),
        DROP: Act(label=lazy("Drop"), run=drop, undo=ask_again, done=lazy("Dropped.")),
    },
)  # fmt: skip
