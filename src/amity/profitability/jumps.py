"""Pages about money that search finds: that of a project, and where margins are below their target."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from amity.people.queries import person_of
from amity.profitability import policy
from amity.projects.jumps import PROJECT
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action

LOSING: Final = lazy("delivery margin below target loses losing money loss unprofitable worst")
"""Words for what earns too little."""


def may_compare(by: Actor, _none: Any) -> bool:
    """Return whether the actor sees margins beside their target."""
    return bool(policy.may_see_money(by)) and person_of(by).money_right >= MoneyRight.TARGET


def register() -> None:
    """Register the pages."""
    jumps.opens(PROJECT, "money:project")
    actions.register(
        Action(
            key="money_project", order=330, label=lazy("Money"), words=lazy("margin profit"), about=PROJECT,
            page="money:project", kind=lazy("Page"), may=lambda by, _project: policy.may_see_money(by),
        ),
        Action(
            key="accounts_below", order=4, label=lazy("Accounts below target"), words=LOSING,
            page="accounts:accounts", query="view=below", kind=lazy("Page"), may=may_compare,
        ),
        Action(
            key="money_margin", order=6, label=lazy("Margin by account"), words=LOSING, page="money:portfolio",
            query="sort=margin", kind=lazy("Page"), may=may_compare,
        ),
    )  # fmt: skip
