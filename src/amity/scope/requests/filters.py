"""Filters of the list of requests."""

import django_filters
from django.db.models import Q
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.scope.models import Request, RequestQuerySet
from amity.scope.requests.wording import CHANNELS, OUTCOMES, STATES
from amity.shared.numbers import LARGEST
from amity.ui.field_words import label_of


class RequestFilters(django_filters.FilterSet):
    """Filters by words, account, decision, channel, outcome and the agreement."""

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
    agreement = django_filters.NumberFilter(
        label=label_of(Request, "agreement"),
        field_name="agreement_id",
        widget=HiddenInput,
        max_value=LARGEST,
    )

    class Meta:
        model = Request
        fields = ("find", "account", "state", "through", "outcome", "agreement")

    def with_words(self, rows: RequestQuerySet, name: str, value: str) -> RequestQuerySet:
        """Return the requests with a text in their words, or from a contact of that name."""
        return rows.filter(Q(words__icontains=value) | Q(contact__name__icontains=value))
