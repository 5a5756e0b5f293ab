"""Filters of the lists of risks and blockers and of client input."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.monitoring import rules, wording
from amity.monitoring.models import ClientInput, InputQuerySet, RegisterEntry, RegisterQuerySet, is_late
from amity.ui.field_words import label_of
from amity.ui.search.words import every_word, words_of

GOING_ON = "going_on"


class RegisterFilters(django_filters.FilterSet):
    """Filters by words, account, kind, side, status and severity."""

    find = django_filters.CharFilter(label=_("Search"), method="with_words")
    account = AccountFilter(label=label_of(RegisterEntry, "account"))
    kind = django_filters.ChoiceFilter(
        label=label_of(RegisterEntry, "kind"), empty_label=_("All kinds"), choices=list(wording.KINDS.items())
    )
    state = django_filters.ChoiceFilter(
        label=label_of(RegisterEntry, "state"), empty_label=_("All statuses"), method="in_state",
        choices=[(GOING_ON, _("ongoing")), *wording.ENTRY_STATES.items()],
    )  # fmt: skip
    side = django_filters.ChoiceFilter(
        label=label_of(RegisterEntry, "side"), empty_label=_("All sides"), choices=list(wording.SIDES.items())
    )
    severity = django_filters.ChoiceFilter(
        label=label_of(RegisterEntry, "severity"), empty_label=_("All severities"),
        choices=[(str(size), word) for size, word in wording.SEVERITIES.items()],
    )  # fmt: skip

    class Meta:
        model = RegisterEntry
        fields = ("find", "account", "kind", "state", "side", "severity")

    def with_words(self, rows: RegisterQuerySet, name: str, value: str) -> RegisterQuerySet:
        """Return the entries with every word in their title, their account or project."""
        return rows.filter(every_word(words_of(value), "title", "account__name", "project__name"))

    def in_state(self, rows: RegisterQuerySet, name: str, value: str) -> RegisterQuerySet:
        """Return the entries with one status, or those that aren't closed."""
        return rows.exclude(state=rules.CLOSED) if value == GOING_ON else rows.filter(state=value)


class InputFilters(django_filters.FilterSet):
    """Filters by words, account and status."""

    find = django_filters.CharFilter(label=_("Search client input"), method="with_words")
    account = AccountFilter(label=label_of(ClientInput, "account"))
    state = django_filters.ChoiceFilter(
        label=label_of(ClientInput, "state"), empty_label=_("All statuses"), method="in_state",
        choices=[(GOING_ON, _("waited for")), *wording.INPUT_STATES.items()],
    )  # fmt: skip

    class Meta:
        model = ClientInput
        fields = ("find", "account", "state")

    def with_words(self, rows: InputQuerySet, name: str, value: str) -> InputQuerySet:
        """Return the inputs with every word in what they are, their account, project or contact."""
        return rows.filter(every_word(words_of(value), "what", "account__name", "project__name", "contact__name"))

    def in_state(self, rows: InputQuerySet, name: str, value: str) -> InputQuerySet:
        """Return the inputs that show one status today, or those that are outstanding."""
        if value == GOING_ON:
            return rows.filter(state__in=rules.WAITED_FOR)
        late = Q(state__in=rules.WAITED_FOR) & is_late(timezone.localdate())
        if value == rules.LATE:
            return rows.filter(Q(state=value) | late)
        return rows.filter(state=value).exclude(late)
