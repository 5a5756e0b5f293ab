"""How the list of accounts is narrowed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import django_filters
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries, rules
from amity.accounts.models import Account
from amity.accounts.rows import AccountRow
from amity.ui.asked import SHORT
from amity.ui.field_words import label_of
from amity.ui.search.words import holds, words_of

MINE: Final = "mine"
EVERYONE: Final = "all"
NO_MANAGER: Final = "none"


class AccountFilter(django_filters.ChoiceFilter):
    """Filters a list by one of the accounts that its reader can see."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"field_name": "account_id", "empty_label": _("All accounts"), **options})

    @property
    def field(self) -> forms.Field:
        """Return the field, with the accounts by name."""
        if "choices" not in self.extra:
            seen = queries.accounts_seen_by(self.parent.request.actor).order_by("name")
            self.extra["choices"] = [(str(pk), name) for pk, name in seen.values_list("pk", "name")]
        found: forms.Field = super().field
        return found


class AccountFilters(forms.Form):
    """By names of the account and its people, whose accounts, status, tier and account manager.

    Closed accounts are shown on request. `view` is the tab.
    """

    view = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Search accounts"),
        required=False,
        max_length=SHORT,
    )
    whose = forms.ChoiceField(
        label=_("Accounts"), required=False, choices=[(MINE, _("My accounts")), (EVERYONE, _("All accounts"))]
    )
    status = forms.ChoiceField(required=False)
    tier = forms.ChoiceField(required=False, choices=[("", _("All tiers")), *((tier, tier) for tier in rules.TIERS)])
    manager = forms.ChoiceField(required=False)
    closed = forms.BooleanField(label=_("Closed"), required=False)

    contacts: Mapping[int, str] = {}
    """The names of contacts that are searched too, by the id of their account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("status", "tier", "manager"):
            self.fields[name].label = label_of(Account, name)
        statuses = [(key, capfirst(label)) for key, label in queries.status_labels().items()]
        self._choices("status", [("", _("All statuses")), *statuses])

    @cached_property
    def words(self) -> Sequence[str]:
        """Return the words that are searched for."""
        return words_of(self.asked("name"))

    def offer(self, accounts: Iterable[Account]) -> None:
        """Offer the account managers of some accounts."""
        found = {account.manager.pk: account.manager.name for account in accounts if account.manager}
        by_name = sorted(found.items(), key=lambda pair: pair[1].casefold())
        people = [(str(key), name) for key, name in by_name]
        self._choices("manager", [("", _("All account managers")), (NO_MANAGER, _("No account manager yet")), *people])

    def asked(self, name: str) -> Any:
        """Return a filter as asked for, "" or False where it was not, or not in a way that is offered."""
        return self.cleaned_data.get(name) or ""

    def passes(self, row: AccountRow) -> bool:
        """Return whether a row passes the filters.

        Every word must be in the account's name, or in the name of who answers for it or of a contact the reader sees.
        """
        account, manager = row.account, self.asked("manager")
        return (
            (not self.words or holds(f"{row.names} {self.contacts.get(row.pk, '')}", self.words))
            and self.asked("status") in ("", account.status)
            and self.asked("tier") in ("", account.tier)
            and manager in ("", str(account.manager_id or NO_MANAGER))
        )

    def _choices(self, name: str, offered: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered
