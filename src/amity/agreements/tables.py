"""The list of agreements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_managed_accounts
from amity.accounts.pages import list_links
from amity.agreements import contract, rules, wording
from amity.agreements import queries as agreement_queries
from amity.agreements.contract import values_of
from amity.agreements.filters import AgreementFilters, coming, past_end
from amity.agreements.models import Agreement
from amity.agreements.review.pages import may_see_queue
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab


class AgreementList(ScopedList):
    """The agreements the person can see: of their accounts, not ended, the next date first."""

    key = "agreements"
    title = _("Agreements")
    place = "accounts"
    template = "agreements/list.html"
    order = Order(f"{CALCULATED}next_on")
    filters = AgreementFilters
    whose = (_("Of my accounts"), _("All agreements"))
    over = Q(state__in=rules.OVER)
    over_label = _("Ended")
    open_label = _("Not ended, next date first")
    tabs = (
        Tab(key="unsigned", label=_("Not signed yet"), passes=lambda today: Q(state__in=rules.OFFERED)),
        Tab(key="client", label=_("With client"), passes=lambda today: Q(state=rules.WITH_CLIENT)),
        Tab(key="soon", label=_("Notice, renewal or end in 90 days"), passes=lambda today: coming(today, 90)),
    )
    columns = (
        Column(
            key="title", label=_("Agreement"), sort="title",
            link=lambda row: reverse("agreements:agreement", args=[row.pk]),
        ),
        Column(key="number", label=label_of(Agreement, "number"), sort="number", wide=True),
        Column(
            key="account", label=label_of(Agreement, "account"), sort="account__name",
            value=lambda row: row.account.name if row.account else "",
            link=lambda row: reverse("accounts:account", args=[row.account_id]) if row.account_id else "",
        ),
        Column(key="kind", label=label_of(Agreement, "kind"), sort="kind",
            value=lambda row: capfirst(str(wording.KINDS[row.kind])), wide=True),
        Column(
            key="state", label=label_of(Agreement, "state"), sort="state",
            value=lambda row: wording.STATES[row.shown_state], template="agreements/cells/state.html",
        ),
        Column(
            key="value", label=_("Value"), kind="money", right=MoneyRight.FEE, value=lambda row: row.worth,
            sort=f"{CALCULATED}value", link=lambda row: reverse("agreements:agreement", args=[row.pk]),
        ),
        Column(key="next_on", label=_("Next date"), kind="day", sort=f"{CALCULATED}next_on",
            value=lambda row: row.next_on),
        Column(key="ends_on", label=label_of(Agreement, "ends_on"), kind="day", sort="ends_on", value=contract.ends_on,
            aside=True),
        Column(key="notice_on", label=label_of(Agreement, "notice_on"), kind="day", sort="notice_on"),
        Column(key="signed_on", label=label_of(Agreement, "signed_on"), kind="day", sort="signed_on", aside=True),
    )  # fmt: skip
    empty = (
        _("No agreements yet"),
        _("Agreements with clients appear here. Create the first one from an account page."),
    )

    def rows(self, actor: Actor) -> QuerySet[Agreement]:
        """Return the agreements the actor can see."""
        return agreement_queries.agreements_seen_by(actor)

    def _open(self, rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
        return super()._open(rows).exclude(past_end(self.today))

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the agreements of accounts the person answers for."""
        return of_managed_accounts(person_of(actor))

    def calculated(self, name: str, rows: QuerySet[Agreement]) -> Mapping[int, Any]:
        """Return the next date or the value of each agreement."""
        if name == "value":
            found = list(rows)
            values = values_of(found)
            return {row.pk: values[row.pk].minor if row.pk in values else None for row in found}
        dated = rows.values_list("pk", *contract.Dates._fields)
        return {key: contract.next_on(contract.Dates(*days), self.today) for key, *days in dated}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Set the value of each row where the column is shown to someone who can see fees."""
        found = values_of(rows) if self.money_right() >= MoneyRight.FEE else {}
        for row in rows:
            row.next_on = contract.next_on(row, self.today)
            row.shown_state = contract.state_on(row, self.today)
            row.worth, row.shape = found.get(row.pk), wording.SHAPES.get(row.shown_state, "")

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts, and the number of unsigned agreements by status."""
        actor = actor_of(self.request)
        going = [(one, wording.STATES[one], count) for one, count in agreement_queries.under_way(actor).items()]
        return {"lists": list_links(actor, self.key), "going": going, "sees_queue": bool(may_see_queue(actor))}
