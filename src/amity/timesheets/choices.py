"""Initial values of a time form: whose time it can be, and an entry's current values."""

from typing import Any

from amity.people.models import Person
from amity.timesheets import policy, typed
from amity.timesheets.choosing import search
from amity.timesheets.models import Entry


def whose(person: Person) -> dict[int, str]:
    """Return the people whose time the person can log: their own, or everyone's."""
    if not policy.logs_for_others(person):
        return {person.pk: person.name}
    return dict(Person.objects.filter(is_active=True).order_by("name").values_list("pk", "name"))


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
