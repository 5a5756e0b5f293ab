"""The list of briefs, declared."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.briefs import wording
from amity.briefs.models import Brief, BriefQuerySet
from amity.briefs.moves import rules as states
from amity.briefs.queries import briefs_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order


class BriefFilters(django_filters.FilterSet):
    """Filters by title, account, status and size."""

    title = django_filters.CharFilter(label=label_of(Brief, "title"), lookup_expr="icontains")
    account = django_filters.ChoiceFilter(
        label=label_of(Brief, "account"), empty_label=_("any"), field_name="account_id"
    )
    state = django_filters.ChoiceFilter(label=label_of(Brief, "state"), empty_label=_("any"), method="in_state")
    size = django_filters.ChoiceFilter(
        label=label_of(Brief, "size"), empty_label=_("any"), choices=list(wording.SIZES.items())
    )

    class Meta:
        model = Brief
        fields = ("title", "account", "state", "size")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = person_of(self.request.actor)
        accounts = Account.objects.visible_to(person).order_by("name").values_list("pk", "name")
        self.filters["account"].extra["choices"] = [(str(number), name) for number, name in accounts]
        self.filters["state"].extra["choices"] = [("open", _("still open")), *wording.STATES.items()]

    def in_state(self, rows: BriefQuerySet, name: str, value: str) -> BriefQuerySet:
        """Return the briefs with one status, or those that are open."""
        return rows.filter(state__in=states.OPEN) if value == "open" else rows.filter(state=value)


def _budget(row: Brief) -> Money | None:
    return None if row.budget_high is None else Money(row.budget_high, row.currency)


class BriefList(ListPage):
    """The list of briefs the person can see, newest first."""

    key = "briefs"
    title = _("Briefs")
    template = "briefs/briefs.html"
    order = Order("opened_at", descending=True)
    filters = BriefFilters
    columns = (
        Column(
            key="title", label=_("Brief"), sort="title", link=lambda row: reverse("briefs:brief", args=[row.pk])
        ),
        Column(
            key="account", label=label_of(Brief, "account"), sort="account__name", value=lambda row: row.account.name,
            link=lambda row: reverse("accounts:account", args=[row.account_id]),
        ),
        Column(key="size", label=label_of(Brief, "size"), sort="size",
            value=lambda row: str(wording.SIZES[row.size]), wide=True),
        Column(key="state", label=label_of(Brief, "state"), sort="state",
            value=lambda row: str(wording.STATES[row.state])),
        Column(key="budget", label=_("Budget up to"), kind="money", value=_budget, right=MoneyRight.FEE),
        Column(key="wanted_on", label=label_of(Brief, "wanted_on"), kind="day", sort="wanted_on"),
        Column(key="manager", label=label_of(Brief, "manager"), template="accounts/cells/person.html"),
        Column(key="opened_at", label=_("Created"), kind="day", sort="opened_at", aside=True),
    )  # fmt: skip
    empty = (
        _("No briefs yet"),
        _("Briefs capture what a client wants, before it becomes work. Create one from an account."),
    )

    def rows(self, actor: Actor) -> BriefQuerySet:
        """Return the briefs the actor can see."""
        return briefs_seen_by(actor)

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(actor_of(self.request), self.key)}
