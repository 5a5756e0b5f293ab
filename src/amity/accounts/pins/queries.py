"""Queries for the actor's pinned accounts."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.pins.models import Pin
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.links import Link
from amity.ui.search.jumps import Found

IN_RAIL: Final = 6
"""Pinned accounts in the rail; search offers all of them."""


def pinned(by: Actor) -> list[tuple[int, str]]:
    """Return id and name of the actor's pinned accounts that they still see, the first pinned first; one query."""
    seen = Account.objects.visible_to(person_of(by)).filter(pins__person_id=by.person_id)
    return list(seen.order_by("pins__at", "pk").values_list("pk", "name"))


def pinned_ids(by: Actor) -> set[int]:
    """Return the ids of the actor's pinned accounts."""
    return set(Pin.objects.filter(person_id=by.person_id).values_list("account_id", flat=True))


def in_rail(by: Actor) -> list[Link]:
    """Return the pinned accounts as the rail shows them."""
    return [Link(name, reverse("accounts:account", args=[key]), False) for key, name in pinned(by)[:IN_RAIL]]


def in_search(by: Actor) -> Iterator[Found]:
    """Return the pinned accounts as search offers them before anything is typed."""
    for key, name in pinned(by):
        yield Found(kind=_("Account"), name=name, url=reverse("accounts:account", args=[key]))
