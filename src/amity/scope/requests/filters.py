"""Filters of the list of requests."""

from typing import Final

import django_filters
from django.db.models import Q
from django.forms import HiddenInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.scope.models import Request, RequestQuerySet
from amity.scope.requests.wording import CHANNELS, OUTCOMES, STATES
from amity.shared.dates.periods import first_day, last_day, month_of, previous_month
from amity.shared.numbers import LARGEST
from amity.ui import formats
from amity.ui.field_words import label_of

MONTHS: Final = 24


def _months() -> list[tuple[str, str]]:
    """Return this month and those before it, as the filter offers them."""
    month, found = month_of(timezone.localdate()), []
    for _number in range(MONTHS):
        found.append((str(month), formats.month(month)))
        month = previous_month(month)
    return found


class RequestFilters(django_filters.FilterSet):
    """Filters by words, account, decision, channel, outcome, month of the request and the agreement."""

    find = django_filters.CharFilter(label=_("Search requests"), method="with_words")
    account = AccountFilter(label=label_of(Request, "account"))
    state = django_filters.ChoiceFilter(
        label=label_of(Request, "state"), empty_label=_("All decisions"), choices=list(STATES.items())
    )
    through = django_filters.ChoiceFilter(
        label=label_of(Request, "through"), empty_label=_("All channels"), choices=list(CHANNELS.items())
    )
    outcome = django_filters.ChoiceFilter(
        label=label_of(Request, "outcome"), empty_label=_("All outcomes"),
        choices=[(code, label) for code, label in OUTCOMES.items() if code],
    )  # fmt: skip
    month = django_filters.ChoiceFilter(
        label=_("Month"), empty_label=_("All months"), choices=_months, method="in_month"
    )
    agreement = django_filters.NumberFilter(
        label=label_of(Request, "agreement"),
        field_name="agreement_id",
        widget=HiddenInput,
        max_value=LARGEST,
    )

    class Meta:
        model = Request
        fields = ("find", "account", "state", "through", "outcome", "month", "agreement")

    def with_words(self, rows: RequestQuerySet, name: str, value: str) -> RequestQuerySet:
        """Return the requests with a text in their words, or from a contact of that name."""
        return rows.filter(Q(words__icontains=value) | Q(contact__name__icontains=value))

    def in_month(self, rows: RequestQuerySet, name: str, value: str) -> RequestQuerySet:
        """Return the requests that were made in a month."""
        return rows.filter(asked_on__range=(first_day(int(value)), last_day(int(value))))
