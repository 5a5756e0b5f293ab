"""The ways to insights from search: "insights", "add source"."""

from django.utils.translation import gettext_lazy as _

from amity.insights import places
from amity.insights.feeds.queries import chosen_by
from amity.insights.stories.navigating import may_see
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action


def _chooses(by: Actor, thing: object) -> bool:
    """Offer a new source to those who choose sources for an account."""
    return may_see(by) and bool(chosen_by(by))


def register() -> None:
    """Register the page of insights with the pages beside it, and the form for a source."""
    jumps.register_slot(places.pages)
    actions.register(
        Action(
            key="insights", order=64, label=_("Insights"), words=_("insights news stories articles"),
            page="insights:insights", may=may_see,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="source", order=65, label=_("Add source"), words=_("source feed rss news"),
            page="insights:find_feeds", may=_chooses,
        )
    )  # fmt: skip
