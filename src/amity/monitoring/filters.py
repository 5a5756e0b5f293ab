"""Filters of the lists of risks and blockers and of client input."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from amity.accounts.queries import accounts_seen_by
from amity.monitoring import rules, wording
from amity.monitoring.models import ClientInput, InputQuerySet, RegisterEntry, RegisterQuerySet
from amity.ui.field_words import label_of

GOING_ON = "going_on"


class RegisterFilters(django_filters.FilterSet):
    """Filters by account, kind, side, status and severity."""

    account = django_filters.ChoiceFilter(
        label=label_of(RegisterEntry, "account"), empty_label=_("All accounts"), field_name="account_id"
    )
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
        fields = ("account", "kind", "state", "side", "severity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["account"].extra["choices"] = _accounts(self.request.actor)

    def in_state(self, rows: RegisterQuerySet, name: str, value: str) -> RegisterQuerySet:
        """Return the entries with one status, or those that aren't closed."""
        return rows.exclude(state=rules.CLOSED) if value == GOING_ON else rows.filter(state=value)


class InputFilters(django_filters.FilterSet):
    """Filters by account and status."""

    account = django_filters.ChoiceFilter(
        label=label_of(ClientInput, "account"), empty_label=_("All accounts"), field_name="account_id"
    )
    state = django_filters.ChoiceFilter(
        label=label_of(ClientInput, "state"), empty_label=_("All statuses"), method="in_state",
        choices=[(GOING_ON, _("waited for")), *wording.INPUT_STATES.items()],
    )  # fmt: skip

    class Meta:
        model = ClientInput
        fields = ("account", "state")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["account"].extra["choices"] = _accounts(self.request.actor)

    def in_state(self, rows: InputQuerySet, name: str, value: str) -> InputQuerySet:
        """Return the inputs with one status, or those that are outstanding."""
        return rows.filter(state__in=rules.WAITED_FOR) if value == GOING_ON else rows.filter(state=value)


def _accounts(actor: Any) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in accounts_seen_by(actor).order_by("name").values_list("pk", "name")]
