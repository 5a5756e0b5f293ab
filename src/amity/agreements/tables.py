"""The lists of agreements and of rights, declared."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.pages import list_links
from amity.agreements import queries, wording
from amity.agreements.filters import AgreementFilters, RightFilters
from amity.agreements.models import Agreement, Right
from amity.agreements.queries.worth import values_of
from amity.audit.standing import actor_of
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order


class AgreementList(ListPage):
    """Every agreement the person sees."""

    key = "agreements"
    title = _("Agreements")
    template = "agreements/list.html"
    order = Order("title")
    filters = AgreementFilters
    columns = (
        Column(
            key="title", label=_("Agreement"), sort="title",
            link=lambda row: reverse("agreements:agreement", args=[row.pk]),
        ),
        Column(key="number", label=_("Number"), sort="number", wide=True),
        Column(
            key="account", label=_("Account"), sort="account__name",
            value=lambda row: row.account.name if row.account else "",
            link=lambda row: reverse("accounts:account", args=[row.account_id]) if row.account_id else "",
        ),
        Column(key="kind", label=_("Kind"), sort="kind", value=lambda row: wording.KINDS[row.kind], wide=True),
        Column(
            key="state", label=_("State"), sort="state", value=lambda row: wording.STATES[row.state],
            template="agreements/cells/state.html",
        ),
        Column(
            key="value", label=_("Value"), kind="money", right=MoneyRight.FEE, value=lambda row: row.worth,
        ),
        Column(key="ends_on", label=_("Ends"), kind="day", sort="ends_on", value=queries.ends_on),
        Column(key="notice_on", label=_("Notice by"), kind="day", sort="notice_on"),
        Column(key="signed_on", label=_("Signed"), kind="day", sort="signed_on", aside=True),
    )  # fmt: skip
    empty = (
        _("No agreements yet"),
        _("Agreements with clients appear here. Create the first one from an account page."),
    )

    def rows(self, actor: Actor) -> QuerySet[Agreement]:
        """The agreements seen by the actor."""
        return queries.agreements_seen_by(actor)

    def prepare(self, rows: Sequence[Any]) -> None:
        """What each is worth, where the column is shown to who sees fees."""
        found = values_of(rows) if self.money_right() >= MoneyRight.FEE else {}
        for row in rows:
            row.worth, row.shape = found.get(row.pk), wording.SHAPES.get(row.state, "none")

    def extra(self) -> dict[str, Any]:
        """The other lists under Accounts, and what is on its way to a signature."""
        actor = actor_of(self.request)
        going = [(one, wording.STATES[one], count) for one, count in queries.under_way(actor).items()]
        return {"lists": list_links(actor, self.key), "going": going}


class RightList(ListPage):
    """The register of rights, the soonest to end first. Not there while the register is off."""

    key = "rights"
    title = _("Rights")
    template = "agreements/list.html"
    order = Order("until")
    filters = RightFilters
    columns = (
        Column(
            key="title", label=_("Right"), sort="title", link=lambda row: reverse("agreements:right", args=[row.pk])
        ),
        Column(key="kind", label=_("Kind"), sort="kind", value=lambda row: row.kind_word, wide=True),
        Column(key="account", label=_("Account"), sort="account__name", value=lambda row: row.account.name),
        Column(key="holder", label=_("Rights holder"), sort="holder", wide=True),
        Column(key="territory", label=_("Territory"), aside=True),
        Column(key="media", label=_("Media"), wide=True),
        Column(key="until", label=_("Until"), kind="day", sort="until", template="agreements/cells/until.html"),
        Column(key="lines", label=_("Used by"), value=lambda row: ", ".join(row.used_by)),
    )  # fmt: skip
    empty = (
        _("No third-party rights yet"),
        _("Talent, music, stock, fonts and likenesses used in client work. Add the first one from an account page."),
    )

    def rows(self, actor: Actor) -> QuerySet[Right]:
        """The rights seen by the actor."""
        return queries.rights_in_list(actor)

    def prepare(self, rows: Sequence[Any]) -> None:
        """The lines each is bound to, and whether its end is near."""
        queries.rights_told(rows, timezone.localdate())

    def extra(self) -> dict[str, Any]:
        """The other lists under Accounts."""
        return {"lists": list_links(actor_of(self.request), self.key)}
