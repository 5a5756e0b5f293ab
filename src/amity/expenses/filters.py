"""Filters of the list of expenses."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from amity.expenses import queries, wording
from amity.expenses.models import Expense, ExpenseQuerySet
from amity.timesheets.filters import DayFilter, WorkFilters
from amity.ui.field_words import label_of


class ExpenseFilters(WorkFilters):
    """Filters by person, account, project, kind, billable or not, month or dates, and missing values."""

    day = "spent_on"

    person = django_filters.ChoiceFilter(
        label=label_of(Expense, "person"), empty_label=_("All people"), field_name="person_id"
    )
    account = django_filters.ChoiceFilter(
        label=label_of(Expense, "account"), empty_label=_("All accounts"), method="of_account"
    )
    project = django_filters.ChoiceFilter(
        label=label_of(Expense, "project"), empty_label=_("All projects"), field_name="project_id"
    )
    kind = django_filters.ChoiceFilter(
        label=label_of(Expense, "kind"), empty_label=_("All kinds"), choices=list(wording.SHORT.items())
    )
    billable = django_filters.ChoiceFilter(
        label=label_of(Expense, "billable"), empty_label=_("Billable or not"),
        choices=[("yes", _("billable")), ("no", _("not billable"))], method="is_billable",
    )  # fmt: skip
    month = django_filters.ChoiceFilter(label=_("Month"), empty_label=_("All months"), method="in_month")
    since = DayFilter(label=_("From"), field_name="spent_on", lookup_expr="gte")
    until = DayFilter(label=_("To"), field_name="spent_on", lookup_expr="lte")
    missing = django_filters.ChoiceFilter(
        label=_("Missing"), empty_label=_("Complete or not"), method="is_missing",
        choices=[
            ("cost", _("no exchange rate")), ("billed", _("amount billed not known")), ("receipt", _("no receipt")),
        ],
    )  # fmt: skip

    class Meta:
        model = Expense
        fields = ("person", "account", "project", "kind", "billable", "month", "since", "until", "missing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        self.offer(queries.people_seen_by(actor), queries.months_with_expenses(actor))

    def is_billable(self, rows: ExpenseQuerySet, name: str, value: str) -> ExpenseQuerySet:
        """Return the expenses that are billed to the client, or aren't."""
        return rows.filter(billable=value == "yes")

    def is_missing(self, rows: ExpenseQuerySet, name: str, value: str) -> ExpenseQuerySet:
        """Return the expenses with missing values."""
        if value == "cost":
            return rows.filter(cost=None)
        return rows.filter(receipts=None) if value == "receipt" else rows.filter(billable=True, billed=None)
