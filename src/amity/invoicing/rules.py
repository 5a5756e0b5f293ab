"""Values of invoices, and the pure rules for what is open, overdue, settled, realised and collected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from amity.shared.money import quotient
from amity.shared.shares import WHOLE

INVOICE: Final = "invoice"
CREDIT_NOTE: Final = "credit_note"
KINDS: Final = (INVOICE, CREDIT_NOTE)

DRAFT: Final = "draft"
ISSUED: Final = "issued"
VOID: Final = "void"
STATUSES: Final = (DRAFT, ISSUED, VOID)
"""Only an issued invoice is money. Whether it is paid follows from its payments."""

NOT_DUE: Final = "not_due"
NO_DUE_DATE: Final = "no_due_date"
TO_30: Final = "to_30"
TO_60: Final = "to_60"
TO_90: Final = "to_90"
OVER_90: Final = "over_90"
AGES: Final = (NOT_DUE, TO_30, TO_60, TO_90, OVER_90, NO_DUE_DATE)
LAST_DAYS: Final[Mapping[str, int]] = {TO_30: 30, TO_60: 60, TO_90: 90}
"""The last day overdue of each age. The first begins at day 1, and each later one after the one before it."""

WAITS_AFTER: Final = 30
"""Days overdue from which an invoice waits for the account manager and finance."""
WAITS_AGAIN_AFTER: Final = 60
"""Days overdue from which it waits again, whatever they answered before. Health is capped from then too."""
FRESH_DAYS: Final = 90
"""Invoices read longer ago say what was open then, not what is open now."""


@dataclass(frozen=True, slots=True)
class LineValues:
    """A line of an invoice, amounts in minor units. `line_id` is the quoted line it bills."""

    text: str
    net: int
    tax: int = 0
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class PaymentValues:
    """Money received, or paid back if below 0. `reference` identifies it at its source, `paid_on` None is unknown."""

    amount: int
    paid_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceValues:
    """An invoice with its lines and payments, amounts in minor units of `currency`. A credit note's are below 0."""

    number: str
    issued_on: date
    currency: str
    net: int
    tax: int
    total: int
    kind: str = INVOICE
    status: str = ISSUED
    due_on: date | None = None
    reference: str = ""
    agreement_id: int | None = None
    lines: tuple[LineValues, ...] = ()
    payments: tuple[PaymentValues, ...] = ()

    @property
    def paid(self) -> int:
        """Return the sum of the payments."""
        return sum(one.amount for one in self.payments)

    def as_json(self) -> dict[str, Any]:
        """Return the values for a JSON column. `from_json` reads them back."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        dates = {name: _text(getattr(self, name)) for name in ("issued_on", "due_on")}
        lines = [
            [one.text, one.net, one.tax, _text(one.quantity), _text(one.unit_price), one.line_id] for one in self.lines
        ]
        payments = [[one.amount, _text(one.paid_on), one.reference] for one in self.payments]
        return {**plain, **dates, "lines": lines, "payments": payments}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "InvoiceValues":
        """Return the values stored by `as_json`."""
        lines = tuple(
            LineValues(text, net, tax, _decimal(quantity), _decimal(price), line_id)
            for text, net, tax, quantity, price, line_id in stored["lines"]
        )
        payments = tuple(PaymentValues(amount, _date(on), reference) for amount, on, reference in stored["payments"])
        plain = {name: stored[name] for name in _PLAIN}
        issued = date.fromisoformat(stored["issued_on"])
        return cls(**plain, issued_on=issued, due_on=_date(stored["due_on"]), lines=lines, payments=payments)


_PLAIN: Final = ("number", "currency", "net", "tax", "total", "kind", "status", "reference", "agreement_id")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def settled_on(total: int, payments: Iterable[PaymentValues]) -> date | None:
    """Return the date of the payment that settled a total. None while it is open, or if that date isn't known."""
    payments = list(payments)
    if total <= 0 or sum(one.amount for one in payments) < total or any(one.paid_on is None for one in payments):
        return None
    paid = 0
    for on, amount in sorted((one.paid_on, one.amount) for one in payments if one.paid_on is not None):
        paid += amount
        if paid >= total:
            return on
    return None


def days_overdue(due_on: date | None, today: date) -> int:
    """Return for how many days an open invoice is overdue, 0 on its due date, before it, and without one."""
    return max((today - due_on).days, 0) if due_on else 0


def age_of(due_on: date | None, today: date) -> str:
    """Return the age of an open invoice: not due, 1–30, 31–60, 61–90 or more days overdue, or no due date."""
    if due_on is None:
        return NO_DUE_DATE
    days = days_overdue(due_on, today)
    if days == 0:
        return NOT_DUE
    return next((age for age, last in LAST_DAYS.items() if days <= last), OVER_90)


def realisation(invoiced: int, standard: int) -> int | None:
    """Return invoiced ÷ standard value in basis points, both net and in one currency. None without a standard value.

    Source: the project's domain notes, "Money".
    """
    return quotient(invoiced * WHOLE, standard) if standard > 0 else None


def collection(collected: int, invoiced: int) -> int | None:
    """Return collected ÷ invoiced in basis points, both with tax and in one currency. None if nothing was invoiced.

    Source: the project's domain notes, "Money".
    """
    return quotient(collected * WHOLE, invoiced) if invoiced > 0 else None


@dataclass(frozen=True, slots=True)
class Owed:
    """One issued invoice as its payment is judged. Not open without a settlement: it was settled on an unknown date."""

    due_on: date
    settled: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Paying:
    """How a client pays: days late on average, most days an open invoice is overdue, the invoices, and as of when."""

    days_late: int
    overdue: int
    invoices: int
    as_of: date


def paying(invoices: Sequence[Owed], today: date, read_on: date) -> Paying | None:
    """Return how a client pays, from invoices due up to a day. None where none says so.

    A settled invoice was as late as its settlement, an open one is as late as it is overdue. One that isn't due yet, or
    was settled on an unknown date, says nothing. What was read long ago is judged as of then.
    """
    day = today if (today - read_on).days <= FRESH_DAYS else read_on
    late = [(one.settled - one.due_on).days for one in invoices if one.settled is not None and one.settled <= day]
    left = [one for one in invoices if one.is_open or (one.settled is not None and one.settled > day)]
    overdue = [days for one in left if (days := days_overdue(one.due_on, day)) > 0]
    if not late and not overdue:
        return None
    both = late + overdue
    mean = quotient(sum(both), len(both)) if sum(both) >= 0 else -quotient(-sum(both), len(both))
    return Paying(mean, max(overdue, default=0), len(both), min(day, read_on))
