"""Filters of the list of accounts."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries, rules
from amity.accounts.models import Account, AccountQuerySet
from amity.ui.field_words import label_of


class AccountFilters(django_filters.FilterSet):
    """Filters by name, status, tier and account manager."""

    name = django_filters.CharFilter(label=label_of(Account, "name"), lookup_expr="icontains")
    status = django_filters.ChoiceFilter(label=label_of(Account, "status"), empty_label=_("any"))
    tier = django_filters.ChoiceFilter(label=label_of(Account, "tier"), empty_label=_("any"))
    manager = django_filters.ChoiceFilter(
        label=label_of(Account, "manager"), empty_label=_("anyone"), method="managed_by"
    )

    class Meta:
        model = Account
        fields = ("name", "status", "tier", "manager")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["status"].extra["choices"] = list(queries.status_labels().items())
        self.filters["tier"].extra["choices"] = [(tier, tier) for tier in rules.TIERS]
        people = [(str(person.pk), person.name) for person in queries.managers()]
        self.filters["manager"].extra["choices"] = [("none", _("no account manager yet")), *people]

    def managed_by(self, rows: AccountQuerySet, name: str, value: str) -> AccountQuerySet:
        """Return the accounts of one manager, or those without a manager."""
        return rows.filter(manager=None) if value == "none" else rows.filter(manager=int(value))
