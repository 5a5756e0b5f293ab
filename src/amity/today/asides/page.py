"""Values of the page of what was set aside."""

from datetime import date
from typing import Any

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.today.asides.queries import asides_of, let_pass_by_others, set_aside
from amity.today.asides.wording import row


def context(by: Actor, today: date) -> dict[str, Any]:
    """Return what the actor set aside, and what others let pass on accounts and projects of theirs."""
    own = set_aside(asides_of(person_of(by)))
    return {
        "own": [row(one, today) for one in own],
        "others": [row(one, today) for one in let_pass_by_others(by)],
    }
