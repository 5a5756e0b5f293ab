"""The list of third-party rights."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.rights import queries
from amity.rights.filters import RightFilters
from amity.rights.models import Right
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order


class RightList(ListPage):
    """Third-party rights, the soonest to end first. Hidden while they are switched off."""

    key = "rights"
    title = _("Rights")
    template = "rights/rights.html"
    order = Order("until")
    filters = RightFilters
    columns = (
        Column(
            key="title", label=_("Right"), sort="title", link=lambda row: reverse("rights:right", args=[row.pk])
        ),
        Column(key="kind", label=label_of(Right, "kind"), sort="kind", value=lambda row: row.kind_word, wide=True),
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

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each right its lines and its upcoming end."""
        queries.rights_with_labels(rows, timezone.localdate())

    def extra(self) -> dict[str, Any]:
        """Return links to the other lists under Accounts."""
        return {"lists": list_links(actor_of(self.request), self.key)}
