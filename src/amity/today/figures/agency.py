"""The agency's figures: margin of the month and the quarter against target, overdue invoices, and accounts in need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.health.portfolio.concerns import Concern, concerns
from amity.health.portfolio.queries import health_portfolio
from amity.health.rules import UNWELL, WATCH
from amity.invoicing.figures import Receivables, receivables
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.profitability.books.load import Books, whole_books
from amity.profitability.period.rules import Period, period
from amity.profitability.portfolio.queries import AGENCY_TARGET
from amity.profitability.statements.ledger import Ledger
from amity.profitability.statements.rows import Row, row
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of, previous_month
from amity.shared.permission import MoneyRight
from amity.ui import formats

MOST: Final = 3
"""Accounts that the card names."""
QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class PeriodMargin:
    """The delivery margin of a period, and the list of accounts it comes from."""

    label: str
    row: Row
    address: str


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """What a director or an executive sees of their accounts. `target` is that of the margin, in basis points.

    `overdue` is None without the right to see fees.
    """

    margins: Sequence[PeriodMargin]
    target: int
    overdue: Receivables | None
    unwell: int
    watched: int
    concerns: Sequence[Concern]


def agency_figures(by: Actor, today: date) -> AgencyFigures | None:
    """Return the figures for executives and directors, None for others."""
    person = person_of(by)
    if not person.has_role(roles.EXECUTIVE, roles.ACCOUNT_DIRECTOR):
        return None
    right, own = MoneyRight(person.money_right), whole_books(by, today)
    seen = health_portfolio(by)
    return AgencyFigures(
        margins=_margins(own, today) if own.view.target else [],
        target=own.limit(AGENCY_TARGET),
        overdue=receivables(by, today) if right >= MoneyRight.FEE else None,
        unwell=seen.counts[UNWELL],
        watched=seen.counts[WATCH],
        concerns=concerns(seen, right, MOST),
    )


def _margins(own: Books, today: date) -> Sequence[PeriodMargin]:
    """Return the margin of this month and this quarter. A month that has none yet gives way to the last one."""
    this = month_of(today)
    last = previous_month(this)
    month = _margin(own, period(this, this, today, str(this)), formats.month(this))
    if not _is_known(month.row):
        month = _margin(own, period(last, last, today, str(last)), formats.month(last))
    year, number = this // 100, (this % 100 - 1) // QUARTER
    first = year * 100 + number * QUARTER + 1
    quarter = period(first, this, today, f"{first}-{this}")
    return [month, _margin(own, quarter, _("Q%(number)s %(year)s") % {"number": number + 1, "year": year})]


def _margin(own: Books, span: Period, name: str) -> PeriodMargin:
    target = own.limit(AGENCY_TARGET)
    return PeriodMargin(
        _("Delivery margin, %(period)s") % {"period": name},
        row("portfolio", 0, "", Ledger(own, span).of_clients(), own.view, target),
        f"{reverse('money:portfolio')}?{urlencode({'period': span.choice})}",
    )


def _is_known(one: Row) -> bool:
    """Return whether a margin can be compared with its target, or that of what is known be shown."""
    return one.on_target is not None or (one.of_known is not None and one.of_known.value is not None)
