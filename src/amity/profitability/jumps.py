"""The money of a project as a page that search finds; that of an account is one of its tabs."""

from django.utils.translation import gettext_lazy as lazy

from amity.profitability import policy
from amity.projects.jumps import PROJECT
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action


def register() -> None:
    """Register the page."""
    jumps.opens(PROJECT, "money:project")
    actions.register(
        Action(
            key="money_project", order=330, label=lazy("Money"), about=PROJECT, page="money:project", kind=lazy("Page"),
            may=lambda by, _project: policy.may_see_money(by),
        )
    )  # fmt: skip
