"""The page of statuses among the pages that search finds: "status"."""

from django.utils.translation import gettext_lazy as lazy

from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.status.answers import given
from amity.ui.search import actions
from amity.ui.search.actions import Action
from amity.ui.slots import Entry, further_pages


def _may(by: Actor, thing: object) -> bool:
    return person_of(by).has_role(roles.PROJECT_MANAGER) or given.may_read(by)


def register() -> None:
    """Register the page, and the list of questions."""
    further_pages.register(
        Entry(key="status_questions", order=40, label=lazy("Questions from the data"), url="status:questions")
    )
    actions.register(
        Action(
            key="status", order=40, label=lazy("Status of my projects"), words=lazy("status answer friday"),
            page="status:status", kind=lazy("Page"), may=_may,
        )
    )  # fmt: skip
