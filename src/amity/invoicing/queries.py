"""Queries for invoices the actor can see, and sums for parts above."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.agreements.lines.models import AgreementLine
from amity.invoicing import policy
from amity.invoicing.exchange import Exchange
from amity.invoicing.models import Invoice, InvoiceLine, InvoiceQuerySet, Payment
from amity.invoicing.rules import ISSUED, InvoiceValues, LineValues, Owed, Paying, PaymentValues, paying
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing

ON_ACCOUNT = 6
"""The newest invoices on an account's Money tab."""
PAID_WITHIN_DAYS = 366
"""How a client pays is read from invoices that were due in the last year."""


SEES_ALL = roles.SEES_EVERY_ACCOUNT


def account_ids_of(person: Person) -> list[int]:
    """Return the ids of the accounts whose invoices a person without a role for all of them can see."""
    return list(Account.objects.managed_by(person).order_by().values_list("pk", flat=True))


def days_of(first: int, last: int) -> tuple[date, date]:
    """Return the first and the last day of some months."""
    return first_day(first), last_day(last)


def invoices_seen_by(by: Actor) -> InvoiceQuerySet:
    """Return the invoices the actor can see."""
    return Invoice.objects.visible_to(person_of(by)).select_related("account__manager", "agreement")


def may_see(by: Actor) -> bool:
    """Return whether the actor can open lists of invoices."""
    return bool(policy.may_see(person_of(by)))


def invoice_seen_by(by: Actor, invoice_id: int) -> Invoice:
    """Return one invoice with its lines and payments, or raise `NotSeen`."""
    rows = invoices_seen_by(by).prefetch_related(
        Prefetch("lines", InvoiceLine.objects.select_related("line").order_by("position")),
        Prefetch("payments", Payment.objects.order_by("paid_on", "pk")),
    )
    return seen_or_missing(rows, invoice_id, _("Invoice not found. Its import may have been undone."))


def line_seen_by(by: Actor, line_id: int, *, lock: bool = False) -> InvoiceLine:
    """Return one line of an invoice the actor can see, or raise `NotSeen`."""
    seen = Invoice.objects.visible_to(person_of(by)).values("pk")
    rows = InvoiceLine.objects.filter(invoice__in=seen).select_related("invoice__account__manager", "line")
    return seen_or_missing(rows, line_id, _("Invoice line not found."), lock=lock)


def quoted_lines_of(account_id: int) -> list[tuple[int, str]]:
    """Return the quoted lines of an account with their agreements, newest agreement first: id and label."""
    rows = AgreementLine.objects.filter(agreement__account=account_id).select_related("agreement", "line")
    return [
        (row.line_id, f"{row.agreement.title} · {row.number} {row.line.title}")
        for row in rows.order_by("-agreement_id", "pk")
    ]


def quoted_line_of(account_id: int, line_id: int) -> Line:
    """Return a quoted line of an account. Raises `Invalid` for another one."""
    found = Line.objects.filter(pk=line_id, placement__agreement__account=account_id).first()
    if found is None:
        raise Invalid(_("Choose a quoted line of this account."), "line")
    return found


def values_of(invoice: Invoice) -> InvoiceValues:
    """Return an invoice's values with its lines and payments, as a file states them: without choices by hand."""
    lines = tuple(
        LineValues(
            row.text, row.net, row.tax, row.quantity, row.unit_price, None if row.placed_by else row.line_id
        )
        for row in invoice.lines.order_by("position")
    )  # fmt: skip
    payments = tuple(
        PaymentValues(row.amount, row.paid_on, row.reference) for row in invoice.payments.order_by("paid_on", "pk")
    )
    return InvoiceValues(
        number=invoice.number, issued_on=invoice.issued_on, currency=invoice.currency, net=invoice.net,
        tax=invoice.tax, total=invoice.total, kind=invoice.kind, status=invoice.status, due_on=invoice.due_on,
        reference=invoice.reference, agreement_id=invoice.agreement_id, lines=lines, payments=payments,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NetInvoiced:
    """Net amounts by account and month (YYYYMM), credit notes taken off, in minor units of the agency's `currency`.

    Invoices in `unconverted` currencies are left out: no exchange rate was in force on their date.
    """

    currency: str
    months: Mapping[tuple[int, int], int] = field(default_factory=dict)
    unconverted: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def of_account(self, account_id: int) -> dict[int, int]:
        """Return the amounts of one account by month."""
        return {month: net for (pk, month), net in self.months.items() if pk == account_id}


def net_invoiced(first: int, last: int, account_ids: Collection[int] | None = None) -> NetInvoiced:
    """Return what was invoiced from one month through another, in one query. `account_ids` None is all accounts.

    Each amount is converted at the agency's rate in force on its invoice's date. The caller checks who can see it.
    """
    rows = Invoice.objects.filter(status=ISSUED, issued_on__range=days_of(first, last))
    if account_ids is not None:
        rows = rows.filter(account__in=account_ids)
    exchange = Exchange()
    months: defaultdict[tuple[int, int], int] = defaultdict(int)
    missing: defaultdict[int, set[str]] = defaultdict(set)
    grouped = rows.order_by().values("account_id", "currency", "issued_on").annotate(amount=Sum("net"))
    for row in grouped:
        amount = exchange.converted(row["amount"], row["currency"], row["issued_on"])
        if amount is None:
            missing[row["account_id"]].add(row["currency"])
        else:
            months[row["account_id"], month_of(row["issued_on"])] += amount
    return NetInvoiced(exchange.currency, dict(months), {pk: frozenset(codes) for pk, codes in missing.items()})


@dataclass(frozen=True, slots=True)
class YearInvoiced:
    """The net amount invoiced for an agreement in the 12 months up to a day, the first date in them, and the dates."""

    net: int
    first: date
    dates: int


def invoiced_by_agreement(currencies: Mapping[int, str], today: date) -> Mapping[int, YearInvoiced]:
    """Return what was invoiced for agreements in 12 months, in one query. `currencies` are theirs, by id.

    An invoice names its agreement, or its lines bill quoted lines of it. Agreements that were also invoiced in another
    currency are left out. The caller checks who can see it.
    """
    issued = Invoice.objects.filter(status=ISSUED, issued_on__range=(_year_before(today) + timedelta(1), today))
    whole = issued.filter(agreement__in=currencies).values_list("agreement", "currency")
    lines = InvoiceLine.objects.filter(
        invoice__in=issued.filter(agreement=None), line__placement__agreement__in=currencies
    ).values_list("line__placement__agreement", "invoice__currency")
    of_whole = whole.order_by().annotate(
        amount=Sum("net"), first=Min("issued_on"), dates=Count("issued_on", distinct=True)
    )
    of_lines = lines.order_by().annotate(
        amount=Sum("net"), first=Min("invoice__issued_on"), dates=Count("invoice__issued_on", distinct=True)
    )
    rows = of_whole.union(of_lines, all=True)
    found, foreign = dict[int, YearInvoiced](), set[int]()
    for key, currency, amount, first, dates in rows:
        known = found.get(key, YearInvoiced(0, first, 0))
        found[key] = YearInvoiced(known.net + amount, min(known.first, first), known.dates + dates)
        if currency != currencies[key]:
            foreign.add(key)
    return {key: one for key, one in found.items() if key not in foreign}


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def paying_of(account_ids: Collection[int], today: date) -> Mapping[int, Paying]:
    """Return how accounts pay as of a day, from invoices due in the year before it, in one query.

    The caller checks who can see it.
    """
    since = date.fromordinal(today.toordinal() - PAID_WITHIN_DAYS)
    rows = Invoice.objects.filter(
        Q(due_on__gte=since) | Q(settled_on=None), account__in=account_ids, status=ISSUED, total__gt=0,
        issued_on__lte=today, due_on__lte=today,
    )  # fmt: skip
    found: defaultdict[int, list[Owed]] = defaultdict(list)
    read: dict[int, datetime] = {}
    columns = rows.order_by().values_list("account_id", "due_on", "settled_on", "total", "paid", "read_at")
    for account_id, due_on, settled, total, paid, at in columns:
        if due_on is not None:
            found[account_id].append(Owed(due_on, settled, is_open=paid < total))
            read[account_id] = max(at, read.get(account_id, at))
    known = {pk: paying(own, today, timezone.localdate(read[pk])) for pk, own in found.items()}
    return {pk: one for pk, one in known.items() if one is not None}


def last_read() -> date | None:
    """Return the date on which a file with invoices was last imported, None without any."""
    newest = Invoice.objects.aggregate(newest=Max("read_at"))["newest"]
    return timezone.localdate(newest) if newest else None


def latest_of(by: Actor, account_id: int) -> list[Invoice]:
    """Return the latest invoices of an account that the actor can see, newest first."""
    return rows_on_account(by, account_id, _latest)


def _latest(by: Actor) -> QuerySet[Invoice]:
    return invoices_seen_by(by).filter(account=ACCOUNT).order_by("-issued_on", "-pk")[:ON_ACCOUNT]
