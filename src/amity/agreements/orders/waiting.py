"""Change orders that the client has had for days without a signature, or declined: for the account manager."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.agreements import policy, rules, wording
from amity.agreements.models import Agreement
from amity.agreements.orders.queries import effects_of
from amity.agreements.steps.models import NOT_SIGNED, Recorded
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats
from amity.waiting.kinds import Awaited, Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import CHASE

DAYS: Final = 3
"""Days with the client after which an order waits for someone to ask again."""


def _with_client(person: Person) -> QuerySet[Any, Any]:
    sent = Recorded.objects.filter(agreement=OuterRef("pk"), step=rules.WITH_CLIENT).order_by("-pk")
    rows = Agreement.objects.filter(of_handled_accounts(person), kind=rules.CHANGE_ORDER, state=rules.WITH_CLIENT)
    last = Recorded.objects.filter(agreement=OuterRef("pk")).order_by("-pk")
    rows = rows.annotate(sent_on=Subquery(sent.values("happened_on")[:1]), last=Subquery(last.values("step")[:1]))
    return rows.select_related("account__manager", "parent").order_by("sent_on", "pk")


def _unsigned(person: Person, today: date) -> QuerySet[Any, Any]:
    return _with_client(person).filter(Q(sent_on__lte=today - timedelta(days=DAYS)) | Q(last__in=NOT_SIGNED))


def _items(by: Actor, rows: Sequence[Agreement], today: date) -> list[Item]:
    effects = effects_of(rows) if policy.sees_fee(person_of(by)) else {}
    return [_item(row, Money(effects[row.pk].price, row.currency) if effects else None, today) for row in rows]


def _item(row: Agreement, price: Money | None, today: date) -> Item:
    sent_on: date = row.sent_on  # type: ignore[attr-defined]  # of the query
    last: str = row.last  # type: ignore[attr-defined]  # of the query
    days = (today - sent_on).days
    since = ngettext("with the client for %(days)s day", "with the client for %(days)s days", days) % {"days": days}
    return Item(
        id=row.pk,
        title=str(row),
        address=reverse("agreements:agreement", args=[row.pk]),
        account=named(row.account),
        lead=str(wording.STEPS[last] if last in NOT_SIGNED else _("Not signed yet")),
        notes=[note for note in (formats.money(price, cents=False) if price else "", since) if note],
        since=_("sent %(day)s") % {"day": formats.day(sent_on, today)},
        open=_("Open agreement") if last in NOT_SIGNED else _("Ask the client"),
        stakes=grown(2, 3, days_late=days - DAYS, money=price if price and price.minor > 0 else None),
        cause=f"agreement {row.pk}",
        measure=days,
    )


def awaited_rows(person: Person, today: date) -> QuerySet[Any, Any]:
    """Return the orders that the client has and hasn't answered."""
    return _with_client(person).exclude(last__in=NOT_SIGNED)


def _awaited(person: Person, rows: Sequence[Agreement]) -> list[Awaited]:
    return [
        Awaited(
            title=_("Signature: %(what)s") % {"what": row},
            who=_("The client"),
            subject=row.account.name if row.account else "",
            address=reverse("agreements:agreement", args=[row.pk]),
            is_client=True,
        )
        for row in rows
    ]


UNSIGNED: Final = Kind(
    key="change_order", order=31, todo=CHASE, icon="file-text", label=lazy("Change orders to be signed"),
    rows=_unsigned,
    by_roles=True, items=_items, measured="days", awaited_rows=awaited_rows, awaited=_awaited,
)  # fmt: skip
