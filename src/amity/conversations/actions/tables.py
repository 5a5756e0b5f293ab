"""The list of actions, declared."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.pages import list_links
from amity.conversations.actions import pages, queries
from amity.conversations.actions.filters import SEVEN_DAYS, ActionFilters
from amity.conversations.models import Action, ActionQuerySet
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab
from amity.waiting.kinds import days_late


class ActionList(ScopedList):
    """The actions the person can see: theirs and those of their clients, open, the first due first."""

    key = "actions"
    title = pgettext_lazy("to do", "Actions")
    place = "accounts"
    order = Order("due_on")
    filters = ActionFilters
    whose = (_("My actions, and those of my clients"), _("Everyone’s"))
    over = Q(done_at__isnull=False)
    over_label = _("Done")
    tabs = (
        Tab(key="late", label=_("Late"), passes=lambda today: Q(due_on__lt=today)),
        Tab(key="week", label=_("Due in 7 days"), passes=lambda today: Q(due_on__range=(today, today + SEVEN_DAYS))),
        Tab(key="client", label=_("The client’s"), passes=lambda today: Q(owner=None)),
    )
    empty = (_("No actions yet"), _("Add what someone will do after a talk, on either side, on an account’s page."))
    columns = (
        Column(
            key="what", label=label_of(Action, "what"), template="conversations/cells/what.html",
            link=lambda row: reverse("conversations:action", args=[row.pk]),
        ),
        Column(key="account", label=label_of(Action, "account"), value=lambda row: row.account.name, aside=True),
        Column(
            key="project", label=label_of(Action, "project"), aside=True,
            value=lambda row: row.project.name if row.project else "",
        ),
        Column(
            key="owner", label=_("Owner"), template="conversations/cells/owner.html",
            value=lambda row: str(row.owner or row.contact),
        ),
        Column(
            key="side", label=_("Side"), aside=True,
            value=lambda row: str(_("on our side") if row.owner_id else _("on their side")),
        ),
        Column(key="due_on", label=label_of(Action, "due_on"), kind="day", sort="due_on"),
        Column(
            key="days_late", label=_("Days late"), kind="number", sort=f"{CALCULATED}days_late",
            template="conversations/cells/late.html",
        ),
        Column(key="done_at", label=_("Done"), kind="day", template="conversations/cells/done.html"),
    )  # fmt: skip

    def rows(self, actor: Actor) -> ActionQuerySet:
        """Return the actions the actor can see."""
        return queries.actions_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the person's own actions, and of those of clients they answer for."""
        return Q(owner=actor.person_id) | Q(of_handled_accounts(person_of(actor)), owner=None)

    def calculated(self, name: str, rows: Any) -> Mapping[int, Any]:
        """Return the days by which open actions are late, by action."""
        columns = rows.values_list("pk", "due_on", "done_at")
        return {key: 0 if done else days_late(due, self.today) for key, due, done in columns}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each row how late it is. The button is for owners and those who answer for the account."""
        pages.with_lateness(self._actor, rows)

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(self._actor, self.key)}
