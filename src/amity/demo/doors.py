"""The sign-ins that a demo's sign-in page lists: one for each role, all with the same password."""

from amity.agency.queries import agency
from amity.demo.book.people import CAST
from amity.demo.crew import PASSWORD
from amity.people.demo_doors import Door
from amity.people.queries import role_labels


def doors() -> list[Door]:
    """Return one sign-in for each role, or none on an instance that isn't a demo."""
    if not agency().is_demo:
        return []
    by_role = {person.role: person for person in reversed(CAST) if person.signs_in}
    labels = role_labels()
    return [Door(labels[role], by_role[role].name, by_role[role].mail, PASSWORD) for role in labels if role in by_role]
