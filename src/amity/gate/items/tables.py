"""The list of emails to clients, declared."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.gate import queries, rules, wording
from amity.gate.items import page
from amity.gate.models import Item, ItemQuerySet
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

SHAPES = {
    rules.SENT: "well", rules.CLEARED: "info", rules.RELEASED: "info", rules.SUBMITTED: "watch",
    rules.SCHEDULED: "info", rules.HELD: "watch", rules.RETURNED: "unwell", rules.UNDELIVERED: "unwell",
    rules.STORED: "unwell",
}  # fmt: skip


def _state_is(*states: str) -> Q:
    return Q(state__in=states)


class ItemList(ScopedList):
    """The emails the person can see: their own first, newest first."""

    key = "outgoing"
    title = _("Emails to clients")
    place = "gate"
    order = Order("changed_at", descending=True)
    find = ("shown_subject", "account__name", "author__name")
    whose = (_("My emails"), _("Everyone’s"))
    open_label = _("All")
    tabs = (
        Tab(key="drafts", label=_("Drafts and returned"), passes=lambda today: _state_is(*rules.OF_AUTHOR)),
        Tab(key="waiting", label=_("Waiting to be cleared"), passes=lambda today: _state_is(*rules.WAITING)),
        Tab(key="going", label=_("Scheduled"), passes=lambda today: _state_is(*rules.GOING)),
        Tab(key="gone", label=_("Sent"), passes=lambda today: _state_is(rules.SENT)),
        Tab(key="not_sent", label=_("Not sent"), passes=lambda today: _state_is(rules.UNDELIVERED, rules.STORED)),
    )
    empty = (
        _("No emails yet"),
        _("Write an email from an account’s page. It appears here until it is sent and after."),
    )
    columns = (
        Column(
            key="subject", label=label_of(Item, "subject"), value=wording.title_of,
            link=lambda row: reverse("gate:item", args=[row.pk]),
        ),
        Column(key="account", label=label_of(Item, "account"), value=lambda row: row.account.name, aside=True),
        Column(
            key="recipients", label=_("Recipients"),
            value=lambda row: ", ".join(one.name or one.contact.name for one in row.recipients.all()),
        ),
        Column(key="author", label=label_of(Item, "author"), value=lambda row: row.author.name, aside=True),
        Column(
            key="state", label=label_of(Item, "state"), kind="state", shape=lambda row: SHAPES.get(row.state, ""),
            value=lambda row: str(wording.STATES[row.state]),
        ),
        Column(key="changed_at", label=_("Last change"), kind="day", sort="changed_at"),
    )  # fmt: skip

    def rows(self, actor: Actor) -> ItemQuerySet:
        """Return the items of which the actor knows, without withdrawn ones."""
        return queries.with_names(queries.items_known_to(actor)).exclude(state=rules.WITHDRAWN)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the person's own items."""
        return Q(author=actor.person_id)

    def extra(self) -> dict[str, Any]:
        """Return the tabs of *Going out*."""
        return {"places": page.tab_links(self._actor, "all", timezone.now())}
