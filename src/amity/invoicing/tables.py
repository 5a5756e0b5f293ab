"""The list of invoices: open ones by age, and all of them behind its switch."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit.actor_rights import actor_of
from amity.invoicing import figures, policy, queries, wording
from amity.invoicing.exchange import Exchange
from amity.invoicing.models import OPEN, OWED, Invoice
from amity.invoicing.rules import (
    AGES,
    DRAFT,
    ISSUED,
    LAST_DAYS,
    NOT_DUE,
    OVER_90,
    TO_30,
    TO_60,
    TO_90,
    VOID,
    days_overdue,
)
from amity.invoicing.states import state_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.timesheets.filters import DayFilter
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab


def _overdue(first: int, last: int | None) -> Any:
    def passes(today: date) -> Q:
        since = Q() if last is None else Q(due_on__gte=today - timedelta(days=last))
        return since & OWED & Q(due_on__lte=today - timedelta(days=first))

    return passes


class InvoiceFilters(django_filters.FilterSet):
    """Filters by number, account and dates."""

    number = django_filters.CharFilter(label=label_of(Invoice, "number"), lookup_expr="icontains")
    account = django_filters.CharFilter(
        label=label_of(Invoice, "account"), field_name="account__name", lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(
        label=label_of(Invoice, "status"), empty_label=_("All statuses"),
        choices=[(ISSUED, _("Issued")), (DRAFT, wording.STATES[wording.DRAFT]), (VOID, wording.STATES[wording.VOID])],
    )  # fmt: skip
    since = DayFilter(label=_("From"), field_name="issued_on", lookup_expr="gte")
    until = DayFilter(label=_("To"), field_name="issued_on", lookup_expr="lte")

    class Meta:
        model = Invoice
        fields = ("number", "account", "status", "since", "until")


def _page(row: Invoice) -> str:
    return reverse("invoicing:invoice", args=[row.pk])


class InvoiceList(ScopedList):
    """The invoices the person can see: open ones, the longest overdue first."""

    key = "invoices"
    title = _("Receivables")
    place = "money"
    template = "invoicing/invoices.html"
    order = Order("due_on")
    filters = InvoiceFilters
    over = ~OPEN
    over_label = _("Not open")
    states = ("status",)
    open_label = _("Open, longest overdue first")
    tabs = (
        Tab(key=NOT_DUE, label=wording.AGES[NOT_DUE], passes=lambda today: Q(due_on__gte=today)),
        Tab(key=wording.OVERDUE, label=wording.STATES[wording.OVERDUE], passes=_overdue(1, None)),
        Tab(key=TO_30, label=wording.AGES[TO_30], passes=_overdue(1, LAST_DAYS[TO_30])),
        Tab(key=TO_60, label=wording.AGES[TO_60], passes=_overdue(31, LAST_DAYS[TO_60])),
        Tab(key=TO_90, label=wording.AGES[TO_90], passes=_overdue(61, LAST_DAYS[TO_90])),
        Tab(key=OVER_90, label=wording.AGES[OVER_90], passes=_overdue(91, None)),
    )
    empty = (
        _("No invoices yet"),
        _("Invoices from your accounting program appear here once finance or a director has imported them."),
    )
    columns = (
        Column(
            key="number", label=label_of(Invoice, "number"), sort="number",
            link=_page,
            note=lambda row: str(wording.KINDS[row.kind]) if row.is_credit else "",
        ),
        Column(
            key="account", label=label_of(Invoice, "account"), sort="account__name",
            value=lambda row: row.account.name,
            link=lambda row: reverse("money:account", args=[row.account_id]),
        ),
        Column(
            key="state", label=label_of(Invoice, "status"), kind="state",
            value=lambda row: str(wording.STATES[row.state]), shape=lambda row: wording.SHAPES.get(row.state, ""),
        ),
        Column(key="due_on", label=label_of(Invoice, "due_on"), kind="day", sort="due_on"),
        Column(
            key="overdue", label=_("Days overdue"), kind="number", value=lambda row: row.days_overdue or None,
            sort=f"{CALCULATED}overdue",
        ),
        Column(
            key="unpaid", label=_("Open amount"), kind="money", style="open", right=MoneyRight.FEE,
            value=lambda row: Money(row.unpaid, row.currency), link=_page, sort=f"{CALCULATED}unpaid",
        ),
        Column(
            key="total", label=label_of(Invoice, "total"), kind="money", style="cents", right=MoneyRight.FEE,
            value=lambda row: Money(row.total, row.currency), link=_page, sort=f"{CALCULATED}total", wide=True,
        ),
        Column(key="issued_on", label=label_of(Invoice, "issued_on"), kind="day", sort="issued_on", wide=True),
        Column(
            key="net", label=label_of(Invoice, "net"), kind="money", style="cents", right=MoneyRight.FEE, aside=True,
            value=lambda row: Money(row.net, row.currency), link=_page, sort=f"{CALCULATED}net",
        ),
        Column(
            key="paid", label=label_of(Invoice, "paid"), kind="money", style="cents", right=MoneyRight.FEE, aside=True,
            value=lambda row: Money(row.paid, row.currency), link=_page, sort=f"{CALCULATED}paid",
        ),
        Column(key="settled_on", label=label_of(Invoice, "settled_on"), kind="day", sort="settled_on", aside=True),
        Column(key="reference", label=label_of(Invoice, "reference"), sort="reference", aside=True),
    )  # fmt: skip

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Draw the page, its fragment or the file, for those who can see invoices."""
        policy.may_see(person_of(actor_of(request))).or_refuse()
        return super().get(request, *args, **kwargs)

    def rows(self, actor: Actor) -> QuerySet[Invoice, Any]:
        """Return the invoices the actor can see."""
        return queries.invoices_seen_by(actor)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Mark each row with its state and its days overdue."""
        for row in rows:
            row.state = state_of(row, self.today)
            row.days_overdue = days_overdue(row.due_on, self.today) if row.unpaid > 0 else 0

    def calculated(self, name: str, rows: QuerySet[Invoice, Any]) -> Mapping[int, Any]:
        """Return days overdue, or amounts in the agency's currency, since amounts of two currencies don't compare."""
        if name == "overdue":
            self.prepare(found := list(rows))
            return {row.pk: row.days_overdue or None for row in found}
        exchange = Exchange()
        return {row.pk: exchange.converted(getattr(row, name), row.currency, self.today) for row in rows}

    def extra(self) -> dict[str, Any]:
        """Return the open amounts by age, realisation and collection, and when invoices were last imported."""
        by = actor_of(self.request)
        found = figures.figures(by, self.today)
        seen = found.open
        return {
            "title": wording.title(seen),
            "ages": [(wording.AGES[age], seen.at(age), age) for age in AGES if age != AGES[-1] or seen.ages[age]],
            "seen": seen,
            "year": found.year,
            "last_read": queries.last_read(),
            "may_import": bool(policy.may_bring(person_of(by))),
        }
