"""Colleagues that search finds by name, discipline or email address; and inviting one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.people import policy, queries
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

pages_of: Final[list[Callable[[Actor, Person], str]]] = []
"""Hook: parts above give the address of a page about a colleague that the actor can see, or ""."""


def _people(by: Actor, rows: Sequence[Person]) -> Iterable[Found]:
    labels = queries.role_labels()
    for person in rows:
        does = [label for role, label in labels.items() if role in person.roles]
        does += [person.discipline.name] if person.discipline else []
        yield Found(kind=_("Colleague"), name=person.name, url=page_of(by, person), note=", ".join(does))


def page_of(by: Actor, person: Person) -> str:
    """Return the address of the page about a colleague that the actor can see, or ""."""
    if policy.may_look_after_people(by):
        return reverse("people:person", args=[person.pk])
    return next((url for page in pages_of if (url := page(by, person))), "")


def _colleagues(by: Actor) -> QuerySet[Person]:
    queries.person_of(by)  # refuses strangers
    return queries.colleagues(everybody=False).select_related("discipline")


def _sign_out(_by: Actor) -> Iterable[Found]:
    """Yield the way out, as a page: behind what is called so, lest someone who searches is signed out."""
    words = _("log out logout logoff")
    yield Found(kind=_("Action"), name=_("Sign out"), url=reverse("account_logout"), post={}, words=words)


def register() -> None:
    """Register the kind, the action of people, and the way out."""
    jumps.register_pages("sign_out", _sign_out)
    jumps.register(
        Kind(
            key="person", names=(lazy("Colleague"),),
            order=18, model=Person, columns=("name", "discipline__name", "mail"), sort=("name", "pk"),
            rows=_colleagues, entry=_people, pages=("people:person",),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="invite_person", order=220, label=lazy("Invite colleague"), words=lazy("new add person"),
            page="people:invite_person", may=lambda by, _none: policy.may_look_after_people(by),
        ),
    )  # fmt: skip
