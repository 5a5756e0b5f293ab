"""The ways to huddles from search: those of this week, and all."""

from django.utils.translation import gettext_lazy as _

from amity.huddles.pairs import running
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions
from amity.ui.search.actions import Action
from amity.ui.slots import Entry, further_pages


def _has_one(by: Actor, thing: object) -> bool:
    """Offer huddles to those who are in one, by an account or a project they manage."""
    person = person_of(by)
    return running().filter(manager=person).exists() or running().filter(account__manager=person).exists()


def register() -> None:
    """Register the page of this week's huddles, and the list."""
    further_pages.register(Entry(key="huddles", order=50, label=_("Huddles"), url="huddles:huddles"))
    actions.register(
        Action(
            key="huddles", order=62, label=_("Huddles of this week"), words=_("huddle agenda week pair"),
            page="huddles:huddles", may=_has_one,
        )
    )  # fmt: skip
