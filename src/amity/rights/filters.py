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
from amity.ui.search.words import every_word, words_of


class RightFilters(django_filters.FilterSet):
    """Filters by words, account, kind, and upcoming end."""

    find = django_filters.CharFilter(label=_("Search"), method="with_words")
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
        fields = ("find", "account", "kind", "ends")

    def with_words(self, rows: QuerySet[Right], name: str, value: str) -> QuerySet[Right]:
        """Return the rights with every word in their title, their holder or account."""
        return rows.filter(every_word(words_of(value), "title", "holder", "account__name"))

    def ending(self, rows: QuerySet[Right], name: str, value: str) -> QuerySet[Right]:
        """Return the rights that ended, or end soon."""
        if value == "past":
            return rows.filter(until__lt=timezone.localdate())
        return rows.filter(until__range=range_ahead(timezone.localdate(), int(value)))
