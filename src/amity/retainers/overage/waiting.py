"""Overage that waits for a decision: for who has the account, until its month is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named
from amity.agency.queries import limit
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.retainers import policy, wording
from amity.retainers.handled import handled_ledgers, handled_retainers
from amity.retainers.overage.commands import decide_over, undecide_over
from amity.retainers.overage.queries import undecided
from amity.retainers.periods.queries import period_beginning
from amity.retainers.periods.rules import Period, price_of
from amity.retainers.queries import retainer_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Stale
from amity.shared.money import Money
from amity.shared.shares import WHOLE
from amity.timesheets.queries import closed_months
from amity.ui import formats
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

BILL, WRITE_OFF = "bill", "write-off"
DATES = 100_000_000
"""An item is named by its agreement and the first day of its period, as one number: 28 and 20261001."""
EFFECTS: Final = (2, 3)
"""On client and agency, as while a running period is over: what was expected then is certain now."""
SMALL: Final = (1, 2)
"""The same of an overage below the limit from which over-servicing is named."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A period of a retainer whose overage waits for a decision."""

    agreement: Agreement
    period: Period

    @property
    def due(self) -> date:
        """The day after the period: closing the month applies the default."""
        return self.period.span.last + timedelta(days=1)


def item_id(agreement_id: int, first: date) -> int:
    """Return the number that names the overage of the period that begins on a day."""
    return agreement_id * DATES + int(first.strftime("%Y%m%d"))


def bill(by: Actor, item_id: int, sent: Sent, now: datetime) -> None:
    """Bill all overage of a period."""
    agreement_id, period = _period_of(by, item_id, sent)
    decide_over(by=by, agreement_id=agreement_id, period=period.span.first, given=0, now=now)


def write_off(by: Actor, item_id: int, sent: Sent, now: datetime) -> None:
    """Write off all overage of a period."""
    agreement_id, period = _period_of(by, item_id, sent)
    decide_over(by=by, agreement_id=agreement_id, period=period.span.first, given=period.row.over, now=now)


def take_back(by: Actor, item_id: int, now: datetime) -> None:
    """Take either back."""
    agreement_id, first = _named_by(item_id)
    undecide_over(by=by, agreement_id=agreement_id, period=first, now=now)


def _named_by(item_id: int) -> tuple[int, date]:
    """Return the agreement and the first day of the period that an item's number names."""
    agreement_id, written = divmod(item_id, DATES)
    try:
        return agreement_id, date(written // 10_000, written // 100 % 100, written % 100)
    except ValueError:
        raise NotSeen(_("No period starts on that date. Choose the first day of a period.")) from None


def _period_of(by: Actor, item_id: int, sent: Sent) -> tuple[int, Period]:
    """Return the agreement and the period of an item. Stale when its overage isn't what the person saw."""
    agreement_id, first = _named_by(item_id)
    agreement = retainer_seen_by(by, agreement_id)
    period = period_beginning(agreement, first, timezone.localdate())
    if period.row.over != sent.version:
        raise Stale(_("The overage has changed since you opened the page."), current=agreement)
    return agreement_id, period


def _undecided(person: Person, today: date) -> list[Undecided]:
    """The periods of the person's accounts, as far as they can decide about them."""
    _as_of, ledgers = handled_ledgers(person, today)
    if not any(undecided(ledger, ()) for ledger in ledgers):
        return []
    closed = closed_months()
    return [Undecided(ledger.agreement, period) for ledger in ledgers for period in undecided(ledger, closed)]


def _items(by: Actor, rows: Sequence[Undecided], today: date) -> list[Item]:
    return [_item(by, row, today) for row in rows]


def _item(by: Actor, row: Undecided, today: date) -> Item:
    agreement, period = row.agreement, row.period
    over, first = period.row.over, period.span.first
    notice = limit("over_service.notice")
    money = Money(price_of(period.terms, over, agreement.currency), agreement.currency)
    title = f"{agreement.title}, {wording.named(period.span)}"
    unit = wording.unit_of(agreement, period.terms, fee=True)
    return Item(
        id=item_id(agreement.pk, first),
        version=over,
        title=title,
        headline=headline_of(title, _("%(amount)s to bill or write off") % {"amount": unit.in_title(over)}),
        address=reverse("retainers:decide_over", args=[agreement.pk, first.isoformat()]),
        account=named(agreement.account),
        notes=[
            _("Overage: %(amount)s") % {"amount": unit.with_unit(over)},
            _("%(price)s if you bill all of it") % {"price": formats.money(money, cents=False)},
        ],
        due=row.due,
        days_late=days_late(row.due, today),
        since=_("ended %(day)s") % {"day": formats.day(period.span.last, today)},
        acts=(BILL, WRITE_OFF) if policy.may_agree(by, agreement) else (),
        open=_("Bill part of it"),
        form=reverse("retainers:decide_over", args=[agreement.pk, first.isoformat()]),
        stakes=grown(*(EFFECTS if over * WHOLE >= period.row.there * notice else SMALL), money=money),
        cause=f"agreement {agreement.pk}",
    )


OVERAGE = Kind(
    key="overage", order=36, todo=DECIDE, icon="coins", label=lazy("Overage to decide"), rows=_undecided,
    is_late=lambda row, today: row.due < today, candidates=handled_retainers, items=_items,
    acts={
        BILL: Act(label=lazy("Bill"), run=bill, undo=take_back, done=lazy("Overage will be billed.")),
        WRITE_OFF: Act(label=lazy("Write off"), run=write_off, undo=take_back, done=lazy("Overage written off.")),
    },
)  # fmt: skip
