"""Filters of the list of expenses."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.expenses import queries, wording
from amity.expenses.models import Expense, ExpenseQuerySet
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.dates.periods import first_day, last_day
from amity.timesheets.filters import DayFilter
from amity.ui import formats
from amity.ui.field_words import label_of


class ExpenseFilters(django_filters.FilterSet):
    """Filters by person, account, project, kind, month or dates, billed, and missing values."""

    person = django_filters.ChoiceFilter(
        label=label_of(Expense, "person"), empty_label=_("everyone"), field_name="person_id"
    )
    account = django_filters.ChoiceFilter(label=label_of(Expense, "account"), empty_label=_("any"), method="of_account")
    project = django_filters.ChoiceFilter(
        label=label_of(Expense, "project"), empty_label=_("any"), field_name="project_id"
    )
    kind = django_filters.ChoiceFilter(
        label=label_of(Expense, "kind"), empty_label=_("any"), choices=list(wording.SHORT.items())
    )
    month = django_filters.ChoiceFilter(label=_("Month"), empty_label=_("any"), method="in_month")
    since = DayFilter(label=_("From"), field_name="spent_on", lookup_expr="gte")
    until = DayFilter(label=_("To"), field_name="spent_on", lookup_expr="lte")
    missing = django_filters.ChoiceFilter(
        label=_("Missing"), empty_label=_("either"), method="is_missing",
        choices=[
            ("cost", _("no exchange rate")), ("billed", _("amount billed not known")), ("receipt", _("no receipt")),
        ],
    )  # fmt: skip

    class Meta:
        model = Expense
        fields = ("person", "account", "project", "kind", "month", "since", "until", "missing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        person = person_of(actor)
        offered = {
            "person": queries.people_seen_by(actor),
            "account": [("none", _("no account")), *_named(Account.objects.visible_to(person))],
            "project": _named(Project.objects.visible_to(person)),
            "month": [(str(month), formats.month(month)) for month in queries.months_with_expenses(actor)],
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices

    def of_account(self, rows: ExpenseQuerySet, name: str, value: str) -> ExpenseQuerySet:
        """Return the expenses of one account, or those without one."""
        return rows.filter(account=None) if value == "none" else rows.filter(account_id=int(value))

    def in_month(self, rows: ExpenseQuerySet, name: str, value: str) -> ExpenseQuerySet:
        """Return the expenses of one month."""
        return rows.filter(spent_on__range=(first_day(int(value)), last_day(int(value))))

    def is_missing(self, rows: ExpenseQuerySet, name: str, value: str) -> ExpenseQuerySet:
        """Return the expenses with missing values."""
        if value == "cost":
            return rows.filter(cost=None)
        return rows.filter(receipts=None) if value == "receipt" else rows.filter(billable=True, billed=None)


def _named(things: Any) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in things.order_by("name").values_list("pk", "name")]
