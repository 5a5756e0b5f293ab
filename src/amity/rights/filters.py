"""Filters for the list of third-party rights."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.rights import wording
from amity.rights.models import Right
from amity.shared.dates.upcoming_dates import range_ahead
from amity.ui.field_words import label_of


class RightFilters(django_filters.FilterSet):
    """Filters by account, kind, and upcoming end."""

    account = AccountFilter(label=label_of(Right, "account"))
    kind = django_filters.ChoiceFilter(
        label=label_of(Right, "kind"), empty_label=_("All kinds"), choices=list(wording.KINDS.items())
    )
    ends = django_filters.ChoiceFilter(
        label=_("Ends"), empty_label=_("All end dates"), method="ending",
        choices=[("past", _("has ended")), ("90", _("in 90 days"))],
    )  # fmt: skip

    class Meta:
        model = Right
        fields = ("account", "kind", "ends")

    def ending(self, rows: QuerySet[Right], name: str, value: str) -> QuerySet[Right]:
        """Return the rights that ended, or end soon."""
        if value == "past":
            return rows.filter(until__lt=timezone.localdate())
        return rows.filter(until__range=range_ahead(timezone.localdate(), int(value)))
