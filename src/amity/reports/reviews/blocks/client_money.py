"""Money as the client may see it: what is agreed, and the hours of their retainers. No cost and no margin."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.review_blocks import Block, BlockChart, BlockContent, BlockTable, ReviewScope
from amity.agreements import rules as agreements
from amity.agreements.contract import ends_on, values_of
from amity.agreements.fees.rules import NON_BILLABLE, RETAINER
from amity.agreements.models import Agreement
from amity.agreements.wording import KINDS
from amity.profitability.frozen_months.fees import frozen_fees, total
from amity.retainers import wording
from amity.retainers.client_balance.queries import ShownBalance, balances_shown
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats

RUNS = (agreements.SIGNED, agreements.IN_FORCE, agreements.EXPIRED)


def load(scope: ReviewScope) -> BlockContent | None:
    """Return what is agreed in the period and how much of the retainers is used, or None without agreements."""
    found = _agreements(scope)
    if not found:
        return None
    values = values_of(found)
    balances = {one.agreement.pk: one for one in balances_shown([scope.account.pk], scope.today) if _is_in(one, scope)}
    rows = [_row(one, values.get(one.pk), balances.get(one.pk)) for one in found]
    has_hours = any(row[2] for row in rows)
    heads = [_("Agreement"), _("Agreed fees"), *([_("Used of the retainer")] if has_hours else [])]
    return BlockContent(
        title=_title(found, values), table=BlockTable(heads, [row[: len(heads)] for row in rows]),
        chart=_chart(scope, found), note=_note(scope, balances.values()),
        sources=[_("Signed agreements with their change orders; fees by month as finance closed them")],
    )  # fmt: skip


def _agreements(scope: ReviewScope) -> list[Agreement]:
    """Return the signed agreements with fees that run in the period."""
    rows = Agreement.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=scope.last), account=scope.account, kind__in=agreements.WITH_LINES,
        state__in=RUNS,
    ).exclude(fee_model=NON_BILLABLE)  # fmt: skip
    return [one for one in rows.order_by("starts_on", "pk") if (end := ends_on(one)) is None or end >= scope.first]


def _is_in(balance: ShownBalance, scope: ReviewScope) -> bool:
    """Return whether a balance is of a period of the retainer that belongs to the review: it may be a later one."""
    span = balance.period.span
    return span.first <= scope.last and span.last >= scope.first


def _row(agreement: Agreement, value: Money | None, balance: ShownBalance | None) -> list[str]:
    name = f"{KINDS[agreement.kind]} {agreement.number}".strip()
    return [
        f"{name[:1].upper()}{name[1:]}", _fee(agreement, value),
        _used(balance) if balance else "",
    ]  # fmt: skip


def _fee(agreement: Agreement, value: Money | None) -> str:
    if value is not None:
        return formats.money(value)
    if agreement.fee_model == RETAINER and agreement.fee is not None:
        monthly = Money(agreement.fee + agreement.price_change, agreement.currency)
        return _("%(amount)s a month") % {"amount": formats.money(monthly)}
    return _("not known")


def _used(balance: ShownBalance) -> str:
    if balance.is_waiting:
        return _("Still being approved, %(days)s") % {"days": wording.named(balance.period.span)}
    unit, row = wording.unit_of(balance.agreement, balance.period.terms, fee=True), balance.period.row
    return _("%(used)s of %(there)s, %(days)s") % {
        "used": unit.say(row.used), "there": unit.say(row.there), "days": wording.named(balance.period.span),
    }  # fmt: skip


def _title(found: Sequence[Agreement], values: Mapping[int, Money]) -> str:
    known = [values[one.pk] for one in found if one.pk in values]
    currencies = {one.currency for one in known}
    if len(currencies) == 1 and len(known) == len(found):
        together = Money(sum(one.minor for one in known), currencies.pop())
        return _("Agreed fees: %(amount)s") % {"amount": formats.money(together)}
    return _("What is agreed, and what is used")


def _note(scope: ReviewScope, balances: Iterable[ShownBalance]) -> str:
    as_of = min((one.as_of for one in balances), default=None)
    return _("Hours to %(day)s") % {"day": formats.dated(as_of)} if as_of else ""


def _chart(scope: ReviewScope, found: Sequence[Agreement]) -> BlockChart | None:
    """Return the fees of the months that finance has closed, of one currency, or None without any.

    A month with an unknown fee has no value, rather than one that is too small.
    """
    own = [one.pk for one in found if one.currency == scope.account.currency]
    fees: defaultdict[int, list[int | None]] = defaultdict(list)
    for months in frozen_fees(own).values():
        for month, minor in months.items():
            fees[month].append(minor)
    totals = {month: total(fees[month]) for month in scope.months}
    if not any(totals.values()):
        return None
    values: list[Decimal | None] = [
        None if minor is None else Money(minor, scope.account.currency).major for minor in totals.values()
    ]
    labels = [formats.month(month, year=False) for month in scope.months]
    return BlockChart(_("Fees by month, closed months"), scope.account.currency, labels, [(_("Fees"), values)])


BLOCK = Block(
    key="client_money", order=40, label=lazy("Money"), hint=lazy("fees and hours, no cost or margin"), load=load,
    right=MoneyRight.FEE, names_money=True,
)  # fmt: skip
