"""Pages that set the agency up: under Money at first, in Settings once it is set up."""

from dataclasses import replace
from typing import Any, Final

from amity.agency.queries import agency
from amity.shared.actor import Actor
from amity.ui.slots import Entry, money_pages, settings_pages

AFTER: Final = 100
"""What is added to an entry's order in Settings, so that these pages are the last ones there."""


def is_set_up() -> bool:
    """Return whether the agency has answered the questions about itself: the cost of its people, and its country."""
    own = agency()
    return own.people_cost is not None and own.heads is not None and own.country_confirmed


def register(entry: Entry) -> None:
    """Show a page under Money until the agency is set up, and in Settings from then on."""

    def at_first(actor: Actor, subject: Any) -> bool:
        return not is_set_up() and bool(entry.may_see(actor, subject))

    def afterwards(actor: Actor, subject: Any) -> bool:
        return is_set_up() and bool(entry.may_see(actor, subject))

    money_pages.register(replace(entry, may_see=at_first))
    settings_pages.register(replace(entry, group="data", order=entry.order + AFTER, may_see=afterwards))
