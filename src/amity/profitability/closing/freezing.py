"""Freeze a month when it is closed, and leave its rows as history when it is reopened. Both write rows only.

They run inside the transaction that locks the month, so no time of it can change between reading and writing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.utils import timezone

from amity.audit import trail
from amity.profitability.books.load import books, month_row
from amity.profitability.closing.notices import notify_of_overage
from amity.profitability.closing.overage import undecided_overage
from amity.profitability.deals.rules import Deal
from amity.profitability.figures.rules import Figure
from amity.profitability.measures.rules import MonthRow
from amity.profitability.models import (
    Closing,
    FrozenAccount,
    FrozenLine,
    FrozenPart,
    FrozenRate,
    FrozenRevenue,
)
from amity.profitability.period.rules import period
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rules import Statement
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.timesheets.rules import NOTHING
from amity.timesheets.sums.queries import line_months

AT_ONCE: Final = 500


def freeze(month: int, by: Actor, now: datetime) -> None:
    """Store each agreement's and account's result of a month, with the inputs and exchange rates used.

    Account managers are notified of the overage whose revenue is decided by that.
    """
    ledger = month_ledger(by, month, timezone.localdate(now))
    closing = Closing.objects.create(month=month, closed_at=now, closed_by=by.label)
    revenues, parts = _agreements(closing, ledger, month)
    FrozenRevenue.objects.bulk_create(revenues, batch_size=AT_ONCE)
    FrozenPart.objects.bulk_create(parts, batch_size=AT_ONCE)
    lines = list(_lines(closing, ledger, month, [part.project_id for part in parts]))
    FrozenLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    rates = {currency: rate for (currency, when), rate in ledger.rates.items() if when == month}
    FrozenRate.objects.bulk_create(
        FrozenRate(closing=closing, currency=currency, rate=rate) for currency, rate in sorted(rates.items())
    )
    figures = (account_figures(key, worked_out) for key, worked_out in account_statements(ledger))
    accounts = [FrozenAccount(closing=closing, **one._asdict()) for one in figures]
    FrozenAccount.objects.bulk_create(accounts, batch_size=AT_ONCE)
    detail = {"month": month, "agreements": len(revenues), "accounts": len(accounts)}
    trail.record("month.frozen", subject=Ref("timesheets.month", month), by=by, at=now, changes=detail)
    notify_of_overage(by, month, undecided_overage(ledger, month), now)


def supersede(month: int, by: Actor, now: datetime, reason: str) -> None:
    """Mark frozen figures as superseded, so that the month is recalculated. They stay as history."""
    Closing.objects.filter(month=month, superseded_at=None).update(
        superseded_at=now, superseded_by=by.label, reason=reason
    )


def month_ledger(by: Actor, month: int, today: date) -> Ledger:
    """Return the ledger of one month with everything the actor can see."""
    return Ledger(books(by, today), period(month, month, today))


def account_statements(ledger: Ledger) -> Iterator[tuple[int, Statement]]:
    """Yield the statement of each account with time or money in the ledger's period, by name."""
    for key in ledger.books.accounts:
        one = ledger.of_account(key)
        if one.measures.seconds or one.revenue.value or one.service.seconds or one.spent.count:
            yield key, one


class AccountFigures(NamedTuple):
    """An account's figures in a month: the fields of `FrozenAccount` without its closing."""

    account_id: int
    revenue: int | None
    pass_through: int
    agi: int | None
    agi_bound: str
    expenses: int | None
    service_cost: int
    margin: int | None
    bound: str
    why_not: str
    seconds: int
    uncosted_seconds: int


def account_figures(account_id: int, one: Statement) -> AccountFigures:
    """Return the figures of a statement that closing stores."""
    return AccountFigures(
        account_id=account_id,
        revenue=one.revenue.value,
        pass_through=one.spent.passed_on.cost,
        agi=one.agi.value,
        agi_bound=one.agi.bound,
        expenses=one.cost.value,
        service_cost=one.service.cost,
        margin=one.margin.value,
        bound=one.margin.bound,
        why_not=one.margin.why_not or "",
        seconds=one.measures.seconds,
        uncosted_seconds=one.measures.uncosted_seconds,
    )


def _agreements(closing: Closing, ledger: Ledger, month: int) -> tuple[list[FrozenRevenue], list[FrozenPart]]:
    revenues, parts = [], []
    unknown_before = set(
        FrozenRevenue.objects.filter(closing__superseded_at=None, revenue=None).values_list("agreement_id", flat=True)
    )
    for key, deal in ledger.books.deals.items():
        worked_out = ledger.earned(key)
        measures = sum((sums[month] for sums in deal.by_project.values() if month in sums), start=NOTHING)
        whole = worked_out.whole
        if (
            not measures.seconds
            and not whole.value
            and key not in unknown_before
            and not _is_unpriced(deal, month, whole)
        ):
            continue
        revenues.append(
            FrozenRevenue(
                closing=closing,
                agreement_id=key,
                currency=deal.terms.currency,
                revenue=whole.value,
                why_not=whole.why_not or "",
                bound=whole.bound,
                rest=worked_out.rest.get(month, 0),
                inputs={"figure": _inputs(whole), "terms": _terms(deal), "measures": measures._asdict()},
            )
        )
        parts += [
            FrozenPart(closing=closing, agreement_id=key, project_id=project, revenue=months[month])
            for project, months in worked_out.parts.items()
            if months.get(month)
        ]
    return revenues, parts


def _is_unpriced(deal: Deal, month: int, whole: Figure) -> bool:
    """Return whether time of this month or an earlier one has an unknown revenue, which isn't 0."""
    return whole.value is None and any(one <= month for sums in deal.by_project.values() for one in sums)


def _lines(closing: Closing, ledger: Ledger, month: int, projects: Sequence[int]) -> Iterator[FrozenLine]:
    """Yield the share of each line, by its time of the month."""
    own = ledger.books
    rows: dict[int, dict[int, list[MonthRow]]] = {}
    for one in line_months(projects, since=month, through=month):
        rows.setdefault(one.project_id, {}).setdefault(one.line_id, []).append(month_row(one, own.currency))
    for project in projects:
        for line, months in ledger.line_revenue(own.projects[project], rows.get(project, {})).items():
            if months.get(month):
                yield FrozenLine(closing=closing, project_id=project, line_id=line, revenue=months[month])


def _inputs(figure: Figure) -> list[dict[str, Any]]:
    return [_plain(one._asdict()) for one in figure.inputs]


def _terms(deal: Deal) -> dict[str, Any]:
    return _plain(asdict(deal.terms))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for JSON, with dates and decimals as text, without terms that weren't agreed."""
    return {str(name): _text(value) for name, value in values.items() if value not in (None, "", [], {})}


def _text(value: Any) -> Any:
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_text(one) for one in value]
    return value
