"""The invoices of the demo agency: one a month and account for its fees, as finance imported them, and one a retainer.

Retainers are invoiced at their monthly fee, fixed fees in equal parts while the work runs, and the rest by its time.
Orla Ferries hasn't paid the second instalment of its Booking hub, which takes longer than was sold.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from amity.accounts.models import Account
from amity.agreements.fees.rules import FIXED, PREPAID, RETAINER, TIME
from amity.agreements.models import Agreement
from amity.invoicing.commands import write_invoice
from amity.invoicing.rules import InvoiceValues, LineValues, PaymentValues
from amity.projects.models import Project
from amity.shared.dates.periods import last_day, month_of, months_between
from amity.shared.money import largest_remainder, quotient
from amity.shared.stories import FINANCE, Calendar, Crew, ago, rows
from amity.timesheets.sums.models import ProjectMonth

TABLES: Final = Path(__file__).with_suffix(".toml")
TAX_PERCENT: Final = 23
DAYS_TO_PAY: Final = 30
USUAL_DAYS_LATE: Final = 4
READ_DAYS_AGO: Final = 1


@dataclass(frozen=True, slots=True)
class Habit:
    """How many days after the due date an account pays."""

    account: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of a work's fee that is invoiced by itself."""

    account: str
    work: str
    text: str
    percent: int
    due_days_ago: int
    is_unpaid: bool = False


@dataclass(frozen=True, slots=True)
class Billing:
    """An invoice to write: lines of text and net amount. `paid_late` None means that it isn't paid.

    `agreement_id` is set where all lines are of one agreement: a retainer, or an instalment.
    """

    account: Account
    issued_on: date
    lines: tuple[tuple[str, int], ...]
    paid_late: int | None
    agreement_id: int | None = None


def story(crew: Crew, *, now: datetime) -> None:
    """Import the invoices of every month of the story, numbered in the order of their dates."""
    instalments = rows(TABLES, Instalment, "instalments")
    late = {one.account: one.days_late for one in rows(TABLES, Habit, "habits")}
    found = [*_monthly(Calendar.until(now), instalments, late), *_single(instalments, late, now)]
    read = ago(now, READ_DAYS_AGO)
    for number, one in enumerate(
        sorted(found, key=lambda one: (one.issued_on, one.account.name, one.agreement_id or 0)), start=1
    ):
        values = _values(one, f"{one.issued_on.year}-{number:04}", read.date())
        write_invoice(by=crew.acting(FINANCE), account_id=one.account.pk, values=values, now=read)


def _monthly(calendar: Calendar, instalments: tuple[Instalment, ...], late: Mapping[str, int]) -> list[Billing]:
    alone = {(one.account, calendar.named(one.work)) for one in instalments}
    lines: defaultdict[tuple[Account, int, int | None], list[tuple[str, int]]] = defaultdict(list)
    for project in (
        Project.objects.filter(agreement__isnull=False, account__isnull=False)
        .select_related("account", "agreement")
        .order_by("pk")
    ):
        agreement, account = project.agreement, project.account
        if agreement is None or account is None or (account.name, project.name) in alone:
            continue
        own = agreement.pk if agreement.fee_model == RETAINER else None
        for month, net in _fees(project, agreement, calendar).items():
            if net > 0:
                lines[account, month, own].append((project.name, net))
    return [
        Billing(account, last_day(month), tuple(found), late.get(account.name, USUAL_DAYS_LATE), own)
        for (account, month, own), found in lines.items()
    ]


def _fees(project: Project, agreement: Agreement, calendar: Calendar) -> Mapping[int, int]:
    """Return what is invoiced for a project by month of the story."""
    story = calendar.months()
    if agreement.fee_model == TIME:
        sums = ProjectMonth.objects.filter(project_id=project.pk, month__in=story, value__gt=0)
        return dict(sums.values_list("month", "value"))
    fee, start = agreement.fee, agreement.starts_on
    if fee is None or start is None:
        return {}
    if agreement.fee_model == RETAINER:
        return {month: fee for month in story if last_day(month) >= start}
    if agreement.fee_model == PREPAID:
        return {month: fee for month in story if month == month_of(start)}
    if agreement.fee_model != FIXED or agreement.ends_on is None:
        return {}
    months = list(months_between(month_of(start), month_of(agreement.ends_on)))
    parts = largest_remainder(fee, [1] * len(months))
    return {month: part for month, part in zip(months, parts, strict=True) if month in story}


def _single(instalments: tuple[Instalment, ...], late: Mapping[str, int], now: datetime) -> list[Billing]:
    """Return the instalments as invoices of their own."""
    found, calendar = [], Calendar.until(now)
    for one in instalments:
        name = calendar.named(one.work)
        project = Project.objects.filter(account__name=one.account, name=name).select_related("account", "agreement")
        for each in project:
            if each.account is not None and each.agreement is not None and each.agreement.fee:
                net = quotient(each.agreement.fee * one.percent, 100)
                issued = ago(now, one.due_days_ago + DAYS_TO_PAY).date()
                paid = None if one.is_unpaid else late.get(one.account, USUAL_DAYS_LATE)
                found.append(Billing(each.account, issued, ((one.text, net),), paid, each.agreement.pk))
    return found


def _values(one: Billing, number: str, read_on: date) -> InvoiceValues:
    lines = tuple(LineValues(text, net, quotient(net * TAX_PERCENT, 100)) for text, net in one.lines)
    net, tax = sum(line.net for line in lines), sum(line.tax for line in lines)
    due_on = one.issued_on + timedelta(days=DAYS_TO_PAY)
    paid_on = None if one.paid_late is None else due_on + timedelta(days=one.paid_late)
    paid = (PaymentValues(net + tax, paid_on),) if paid_on is not None and paid_on <= read_on else ()
    return InvoiceValues(
        number=number, issued_on=one.issued_on, due_on=due_on, currency=one.account.currency, net=net, tax=tax,
        total=net + tax, lines=lines, payments=paid, agreement_id=one.agreement_id,
    )  # fmt: skip
