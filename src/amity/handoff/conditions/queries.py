"""The conditions of a hand-off, as its page shows them."""

from datetime import date

from amity.handoff import policy, queries
from amity.handoff.models import Condition, Handoff
from amity.people.models import Person


def conditions_shown(handoff: Handoff, person: Person, today: date) -> list[tuple[Condition, bool, bool]]:
    """Return the conditions, open ones first, each with whether it is overdue and can be marked as met."""
    rows = Condition.objects.filter(handoff=handoff).select_related("owner").order_by("due_on", "pk")
    return [
        (row, queries.overdue(row, today), bool(policy.may_finish(person, handoff, row.owner_id)))
        for row in sorted(rows, key=lambda row: row.done_at is not None)
    ]
