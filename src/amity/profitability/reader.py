"""The reader of a page of money, and the chosen period."""

from django.http import HttpRequest

from amity.profitability import policy
from amity.shared.actor import Actor
from amity.ui.asked import SHORT, queried


def money_reader(request: HttpRequest) -> Actor:
    """Return the actor. Raise `Refused` without any right to see money."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    policy.may_see_money(actor).or_refuse()
    return actor


def period_choice(request: HttpRequest) -> str:
    """Return the period named in the URL."""
    return queried(request).text("period", SHORT)
