"""The list of accounts, declared."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts import places, queries
from amity.accounts.filters import AccountFilters
from amity.accounts.models import Account, AccountQuerySet
from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order

OWN: tuple[Column, ...] = (
    Column(
        key="name",
        label=_("Account"),
        sort="name",
        template="accounts/cells/name.html",
        link=lambda row: reverse("accounts:account", args=[row.pk]),
    ),
    Column(
        key="status",
        label=label_of(Account, "status"),
        sort="status",
        value=lambda row: queries.status_labels()[row.status],
        wide=True,
    ),
    Column(key="tier", label=label_of(Account, "tier"), sort="tier", wide=True),
    Column(key="manager", label=label_of(Account, "manager"), template="accounts/cells/person.html", wide=True),
    Column(key="director", label=label_of(Account, "director"), template="accounts/cells/person.html", wide=True),
    Column(key="contact_count", label=_("Contacts"), kind="number", template="accounts/cells/contacts.html", wide=True),
)


class AccountList(ListPage):
    """The list of accounts the person can see. Other parts add columns through `places.columns`."""

    key = "accounts"
    title = _("Accounts")
    template = "accounts/accounts.html"
    order = Order("name")
    filters = AccountFilters
    columns = OWN
    empty = (
        _("No accounts yet"),
        _("An account is a client organisation you serve. Import a time export, or create the first account yourself."),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Set the columns: the list's own first, then those of other parts."""
        super().setup(request, *args, **kwargs)
        self._loaded: dict[str, Mapping[int, Any]] = {}
        actor = getattr(request, "actor", None)
        brought = places.columns.seen_by(actor) if actor else []
        self._brought = [entry for entry in brought if isinstance(entry, places.AccountColumn)]
        self.columns = (*OWN, *map(self._column, self._brought))  # type: ignore[misc]

    def rows(self, actor: Actor) -> AccountQuerySet:
        """Return the accounts the actor can see."""
        return queries.listed(actor)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Load the shown columns of other parts for all rows at once, as far as the person's money right allows."""
        actor, ids = actor_of(self.request), [row.pk for row in rows]
        right = self.money_right()
        keys = {column.key for column in self.shown}
        shown = [entry for entry in self._brought if right >= entry.right and entry.key in keys]
        by_loader = {entry.loader: entry for entry in shown}
        answers = {loader: entry.load(actor, ids) for loader, entry in by_loader.items()}
        self._loaded = {entry.key: answers[entry.loader] for entry in shown}

    def extra(self) -> dict[str, Any]:
        """Return whether the person can create accounts, and how many have no manager."""
        actor = actor_of(self.request)
        may_open = queries.may_open(actor)
        return {
            "may_open": may_open,
            "first_steps": [(_("Create the first account"), reverse("accounts:open_account"))] if may_open else [],
            "unmanaged": queries.unmanaged_count(actor),
            "lists": list_links(actor, self.key),
        }

    def _column(self, entry: places.AccountColumn) -> Column:
        return Column(
            key=entry.key,
            label=entry.label,
            kind=entry.kind,
            right=entry.right,
            style=entry.style,
            template=entry.template,
            value=lambda row: self._brought_cell(entry, row.pk),
        )

    def _brought_cell(self, entry: places.AccountColumn, account_id: int) -> Any:
        loaded = self._loaded.get(entry.key, {})
        return entry.pick(loaded[account_id]) if account_id in loaded else None
