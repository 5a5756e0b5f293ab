"""Initial values of a time form: whose time it can be, and an entry's current values."""

from typing import Any

from django.db.models import Q

from amity.people.candidates import ANYONE, NO_ONE, Candidates, candidates
from amity.people.models import Person
from amity.timesheets import policy, typed
from amity.timesheets.choosing import search
from amity.timesheets.models import Entry


def whose(person: Person, likely: Q = NO_ONE) -> Candidates | None:
    """Return the people whose time the person can log, or None for only theirs.

    The person, their team and those whom `likely` finds come first. Some of them may never sign in.
    """
    if not policy.logs_for_others(person):
        return None
    found = candidates(likely=(person.pk,), at_work=Q(lead=person.pk) | likely)[ANYONE]
    return found if len(found.pairs) > 1 else None


def as_typed(entry: Entry) -> dict[str, Any]:
    """Return the form's initial values for an entry."""
    return {
        "version": entry.version,
        "work_date": entry.work_date,
        "work": search.of(entry.account, entry.project, entry.line, entry.item),
        "hours": typed.spell_time(entry.seconds),
        "text": entry.text,
        "billable": entry.billable,
        "courtesy": entry.courtesy,
    }
