"""The list of accounts, declared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts import cells, places, queries, rules
from amity.accounts.contacts.queries import names_found
from amity.accounts.filters import EVERYONE, MINE, AccountFilters
from amity.accounts.models import Account
from amity.accounts.pages import list_links
from amity.accounts.rows import AccountRow
from amity.audit.actor_rights import actor_of
from amity.ui.asked import queried
from amity.ui.field_words import label_of
from amity.ui.links import Link
from amity.ui.lists import Column
from amity.ui.lists.computed import ComputedList
from amity.ui.lists.keyset import Order
from amity.ui.slots import Loader

OPEN: Final = "open"
MINE_LABEL: Final = _("My open accounts")
OPEN_LABEL: Final = _("All open accounts")
WORST: Final = "worst"
FACT: Final = "fact:"
"""Begins the order by a column of another part."""

NAME: Final = Column(
    key="name", label=_("Account"), sort="order_name", draw=cells.name,
    value=lambda row: row.account.name,
)  # fmt: skip
ASIDE: Final = (
    Column(key="status", label=label_of(Account, "status"), sort="account.status", aside=True,
           value=lambda row: queries.status_labels()[row.account.status]),
    Column(key="tier", label=label_of(Account, "tier"), sort="order_tier", aside=True,
           value=lambda row: row.account.tier),
    Column(key="manager", label=label_of(Account, "manager"), sort="order_manager", aside=True,
           value=lambda row: row.account.manager, template="accounts/cells/person.html"),
    Column(key="director", label=label_of(Account, "director"), sort="order_director", aside=True,
           value=lambda row: row.account.director, template="accounts/cells/person.html"),
    Column(key="contact_count", label=_("Contacts"), kind="number", sort="order_contacts", aside=True,
           value=lambda row: row.account.contact_count, template="accounts/cells/contacts.html"),
)  # fmt: skip


class AccountList(ComputedList):
    """The accounts the person can see: theirs, open, worst first. Other parts add columns through `places.columns`."""

    key = "accounts"
    title = _("Accounts")
    template = fragment = "accounts/accounts.html"
    table_class = "two jobs"
    legend = "accounts/legend.html"
    order = Order(WORST)
    filter_class = AccountFilters
    columns: ClassVar[Sequence[Column]] = (NAME, *ASIDE)
    empty = (
        _("No accounts yet"),
        _("An account is a client organisation you serve. Import a time export, or create the first account yourself."),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Set the columns the person may see: the name, those of other parts, then those shown on request."""
        super().setup(request, *args, **kwargs)
        self.today: date = timezone.localdate()
        self._loaded: dict[Loader, Mapping[int, Any]] = {}
        self._brought: dict[str, places.AccountColumn] = {}
        actor = getattr(request, "actor", None)
        if actor is not None:
            right = self.money_right()
            brought = [one for one in places.columns.seen_by(actor) if isinstance(one, places.AccountColumn)]
            self._brought = {one.key: one for one in brought if right >= one.right}
        self.columns = (NAME, *map(self._column, self._brought.values()), *ASIDE)  # type: ignore[misc]

    @cached_property
    def visible(self) -> list[Any]:
        """Return every account the person can see, by name."""
        shown = {column.key for column in self.shown} | {self.ordered_by.field}
        counted = queried(self.request).has("export") or not shown.isdisjoint(("contact_count", "order_contacts"))
        return list(queries.listed(actor_of(self.request), contacts=counted))

    @cached_property
    def own(self) -> set[int]:
        """Return the ids of the accounts the person answers for."""
        return {account.pk for account in self.visible if account.is_own}

    @cached_property
    def mine(self) -> bool:
        """Return whether only the person's own accounts are listed: unless something else is asked for."""
        asked = queried(self.request)
        own = bool(self.own) and not asked.has("manager")
        return asked.choice("whose", (MINE, EVERYONE), MINE if own else EVERYONE) == MINE

    @cached_property
    def scope(self) -> list[AccountRow]:
        """Return the accounts to which the filters are applied."""
        asked = queried(self.request)
        closed = asked.search("closed") not in ("", "False") or asked.search("status") == rules.CLOSED
        return [
            AccountRow(account)
            for account in self.visible
            if (closed or account.status != rules.CLOSED) and (not self.mine or account.pk in self.own)
        ]

    def offer(self, form: Any) -> None:
        """Offer the account managers of the accounts in scope."""
        form.offer(row.account for row in self.scope)
        if "whose" not in form.data:
            offered = list(AccountFilters.base_fields["whose"].choices)  # type: ignore[attr-defined]
            form.fields["whose"].choices = offered if self.mine else offered[::-1]

    @cached_property
    def passed(self) -> list[AccountRow]:
        """Return the accounts that pass the filters, worst first, with what their columns show."""
        form: Any = self.filter_form
        form.contacts = names_found(actor_of(self.request), form.words)
        rows = [row for row in self.scope if form.passes(row)]
        needed = {column.key for column in self.shown} | {self.ordered_by.field.removeprefix(FACT)}
        worst = [column for column in self._brought.values() if column.worst]
        every = self.ordered_by.field == WORST or queried(self.request).has("export")
        needed |= {column.key for column in (self._brought.values() if every else worst)}
        shown = [column for column in self._brought.values() if column.key in needed]
        found = {column.key: self._load(column.loader, rows) for column in shown if column.loader}
        for row in rows:
            row.facts = {key: facts[row.pk] for key, facts in found.items() if row.pk in facts}
        return sorted(rows, key=lambda row: row.worst(worst))

    @property
    def view(self) -> str:
        """Return the view asked for."""
        return queried(self.request).choice("view", [view.key for view in self.tabs_of_parts], OPEN)

    @cached_property
    def tabs_of_parts(self) -> list[places.AccountView]:
        """Return the views that other parts add and the person may see."""
        right = self.money_right()
        seen = places.views.seen_by(actor_of(self.request))
        return [one for one in seen if isinstance(one, places.AccountView) and right >= one.right]

    def calculated(self) -> list[AccountRow]:
        """Return the accounts of the view."""
        view = next((one for one in self.tabs_of_parts if one.key == self.view), None)
        return self._in_view(view) if view else self.passed

    def measure(self, field: str) -> Callable[[Any], Any]:
        """Return what reads the value a row is sorted by; "worst" is the order they are in already."""
        if field == WORST:
            return lambda row: 0
        if not field.startswith(FACT):
            return super().measure(field)
        column = self._brought[field.removeprefix(FACT)]
        value = column.order_of or column.pick
        return lambda row: value(row.facts[column.key]) if column.key in row.facts else None

    def extra(self) -> dict[str, Any]:
        """Return the tabs, whether the person can create accounts, and how many have no manager."""
        actor = actor_of(self.request)
        may_open = queries.may_open(actor)
        saved = any(view.current for view in self.views)
        return {
            "may_open": may_open,
            "first_steps": [(_("Create the first account"), reverse("accounts:open_account"))] if may_open else [],
            "unmanaged": sum(1 for one in self.visible if one.manager_id is None and one.status != rules.CLOSED),
            "lists": list_links(actor, self.key),
            "today": self.today,
            "tabs": [*self._tabs(saved), *(Link(view.name, view.url, view.current) for view in self.views)],
            "everyone_url": self._url(whose=EVERYONE, after=None) if self.mine else "",
        }

    @property
    def shows_margin(self) -> bool:
        """Return whether margins are on the page."""
        return any(column.key == "margin" for column in self.shown)

    def _tabs(self, saved: bool) -> list[Link]:
        label = MINE_LABEL if self.mine else OPEN_LABEL
        going = [row for row in self.passed if row.account.status != rules.CLOSED]
        tabs = [(OPEN, str(label), len(going))]
        tabs += [(view.key, str(view.label), len(self._in_view(view))) for view in self.tabs_of_parts]
        return [
            Link(name, self._url(view=key, after=None), key == self.view and not saved, count=count)
            for key, name, count in tabs
        ]

    def _in_view(self, view: places.AccountView) -> list[AccountRow]:
        """The open accounts that a view shows."""
        facts = self._load(view.loader, self.passed) if view.loader else {}
        return [
            row
            for row in self.passed
            if row.account.status != rules.CLOSED and row.pk in facts and view.shows(facts[row.pk], self.today)
        ]

    def _load(self, loader: Loader | None, rows: Sequence[AccountRow]) -> Mapping[int, Any]:
        """What a loader of another part knows about these rows, read once for all its columns and views."""
        if loader is None or not rows:
            return {}
        if loader not in self._loaded:
            self._loaded[loader] = loader(actor_of(self.request), [row.pk for row in rows])
        return self._loaded[loader]

    def _column(self, entry: places.AccountColumn) -> Column:
        return Column(
            key=entry.key,
            label=entry.label,
            kind=entry.kind,
            right=entry.right,
            style=entry.style,
            template=entry.template,
            draw=entry.draw,
            why=_from_loaded(entry.key, entry.why),
            link=_from_loaded(entry.key, entry.link),
            aside=entry.aside,
            leading=entry.leading,
            sort=f"{FACT}{entry.key}",
            value=lambda row: entry.pick(row.facts[entry.key]) if entry.key in row.facts else None,
        )


def _from_loaded(key: str, read: Callable[[Any], str] | None) -> Callable[[Any], str] | None:
    """Return what reads a URL from what a column's loader found about a row."""
    return None if read is None else lambda row: read(row.facts[key]) if key in row.facts else ""
