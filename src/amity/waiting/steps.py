"""The first step that the page offers to someone with nothing waiting: by their role, or else their week."""

from typing import Any, Final

from django.utils.functional import Promise

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.links import Link
from amity.ui.slots import Entry, Slot, everybody

_steps: Final = Slot("waiting.steps")


def register(key: str, order: int, label: Promise, url: str, *roles: str) -> None:
    """Offer a page to people with one of these roles, or to everyone without any role.

    Accounts 10, jobs 20, month end 30, reviews 40, portfolio 50, people 60, week 90.
    """

    def has_role(actor: Actor, _subject: Any) -> bool:
        return person_of(actor).has_role(*roles)

    _steps.register(Entry(key=key, order=order, label=label, url=url, may_see=has_role if roles else everybody))


def step_for(by: Actor) -> Link | None:
    """Return the first step for this person, or None."""
    return next((Link(str(entry.label), entry.address(), False) for entry in _steps.seen_by(by)), None)
