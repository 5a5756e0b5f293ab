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
from amity.shared.dates.periods import previous_month
from amity.shared.permission import MoneyRight
from amity.today.figures.rules import month_shown, number_of_quarter, quarter_shown
from amity.ui import formats

MOST: Final = 3
"""Accounts that the card names."""


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
    """Return the margin of the month and the quarter. A month that has none yet gives way to the last one."""
    month = month_shown(today)
    shown = _margin(own, period(month, month, today, str(month)), formats.month(month))
    if not _is_known(shown.row):
        month = previous_month(month)
        shown = _margin(own, period(month, month, today, str(month)), formats.month(month))
    first, last = quarter_shown(today)
    named = _("Q%(number)s %(year)s") % {"number": number_of_quarter(first), "year": first // 100}
    return [shown, _margin(own, period(first, last, today, f"{first}-{last}"), named)]


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
