"""The list of third-party rights."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_managed_accounts
from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.rights import queries
from amity.rights.filters import RightFilters
from amity.rights.models import Right
from amity.shared.actor import Actor
from amity.shared.dates.upcoming_dates import range_ahead
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab


class RightList(ScopedList):
    """Third-party rights of the person's accounts, the soonest to end first. Hidden while they are switched off."""

    key = "rights"
    title = _("Rights")
    place = "accounts"
    order = Order("until")
    filters = RightFilters
    whose = (_("Of my accounts"), _("All rights"))
    over = Q(let_go_on__isnull=False)
    over_label = _("Given up")
    states = ()
    tabs = (
        Tab(key="soon", label=_("Ends in 90 days"), passes=lambda today: Q(until__range=range_ahead(today, 90))),
        Tab(key="past", label=_("Expired"), passes=lambda today: Q(until__lt=today)),
        Tab(key="wanted", label=_("Still to be obtained"), passes=lambda today: Q(wanted=True)),
    )
    columns = (
        Column(
            key="title", label=_("Right"), sort="title", link=lambda row: reverse("rights:right", args=[row.pk])
        ),
        Column(key="kind", label=label_of(Right, "kind"), sort="kind", wide=True,
            value=lambda row: capfirst(row.kind_word)),
        Column(key="account", label=label_of(Right, "account"), sort="account__name",
            value=lambda row: row.account.name),
        Column(key="holder", label=label_of(Right, "holder"), sort="holder", wide=True),
        Column(key="territory", label=label_of(Right, "territory"), aside=True),
        Column(key="media", label=label_of(Right, "media"), wide=True),
        Column(key="until", label=label_of(Right, "until"), kind="day", sort="until",
            template="rights/cells/until.html"),
        Column(key="lines", label=_("Used by"), value=lambda row: ", ".join(row.used_by)),
    )  # fmt: skip
    empty = (
        _("No third-party rights yet"),
        _("Talent, music, stock, fonts and likenesses used in client work. Add the first one from an account page."),
    )

    def rows(self, actor: Actor) -> QuerySet[Right]:
        """Return the rights the actor can see."""
        return queries.rights_in_list(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the rights of accounts the person answers for."""
        return of_managed_accounts(person_of(actor))

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each right its lines and its upcoming end."""
        queries.rights_with_labels(rows, timezone.localdate())

    def extra(self) -> dict[str, Any]:
        """Return links to the other lists under Accounts."""
        return {"lists": list_links(actor_of(self.request), self.key)}
