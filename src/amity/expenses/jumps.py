"""Logging an expense as an action of search."""

from django.utils.translation import gettext_lazy as lazy

from amity.ui.search import actions
from amity.ui.search.actions import Action


def register() -> None:
    """Register the action."""
    actions.register(
        Action(
            key="new_expense", order=150, label=lazy("New expense"), words=lazy("log add receipt"),
            page="expenses:new_expense", may=lambda _by, _none: True,
        )
    )  # fmt: skip
