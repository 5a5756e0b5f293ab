"""Pages about health that search finds: that of an account, of all of them, and who is unwell."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.health import policy
from amity.health.account.queries import may_open
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action

WORDS: Final = lazy("health score unwell relationship red green")
"""Words for how well a relationship is."""


def _may_see(by: Actor, _none: Any) -> bool:
    return policy.may_see_portfolio(person_of(by))


def register() -> None:
    """Register the pages."""
    jumps.opens(ACCOUNT, "health:account")
    actions.register(
        Action(
            key="account_health", order=335, label=lazy("Health"), words=WORDS, about=ACCOUNT, page="health:account",
            kind=lazy("Page"), may=may_open,
        ),
        Action(
            key="unwell", order=5, label=lazy("Unwell accounts"), words=WORDS, page="accounts:accounts",
            query="view=unwell", kind=lazy("Page"), may=_may_see,
        ),
        Action(
            key="health", order=7, label=lazy("Health of all accounts"), words=WORDS, page="health:portfolio",
            kind=lazy("Page"), may=_may_see,
        ),
    )  # fmt: skip
