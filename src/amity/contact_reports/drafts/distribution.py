"""Who gets a report: everyone who was there, everyone who missed it, and the superior of whoever missed it."""

from collections.abc import Iterable, Sequence

from amity.accounts.models import Account, Contact
from amity.accounts.rules import by_closeness
from amity.charter.holders import holders
from amity.contact_reports import rules
from amity.contact_reports.models import Participant
from amity.conversations.models import Note, NotePerson
from amity.people.models import Person


def participants_of(account: Account, notes: Sequence[Note]) -> list[Participant]:
    """Return the unsaved distribution of a report: present in one of the talks, absent from all, and superiors."""
    rows = NotePerson.objects.filter(note__in=list(notes)).select_related("contact__reports_to", "person__lead")
    found: dict[tuple[str, int], Participant] = {}
    everyone = sorted(rows, key=lambda one: (one.was_absent, one.contact_id is None, one.pk))
    for one in everyone:
        found.setdefault(_key(one.contact, one.person), _row(one))
    for one in [row for row in everyone if found[_key(row.contact, row.person)].presence == rules.ABSENT]:
        contact, person = _superior(account, one)
        if contact is not None or person is not None:
            row = Participant(contact=contact, person=person, presence=rules.COPY, superior_of=str(one)[:200])
            found.setdefault(_key(contact, person), row)
    return list(found.values())


def addressee_of(participants: Iterable[Participant]) -> Contact | None:
    """Return who a report is addressed to: of those who were there and have an address, the closest contact."""
    there = [one.contact for one in participants if one.contact is not None and one.presence == rules.PRESENT]
    able = [one for one in there if one.is_active and one.mail]
    return min(able, key=lambda one: (by_closeness(one.roles), one.pk), default=None)


def _row(one: NotePerson) -> Participant:
    presence = rules.ABSENT if one.was_absent else rules.PRESENT
    return Participant(contact=one.contact, person=one.person, presence=presence)


def _superior(account: Account, one: NotePerson) -> tuple[Contact | None, Person | None]:
    """Return the superior of someone who was absent: whom they report to, or else whom the charter names."""
    if one.contact is not None:
        superior = one.contact.reports_to or holders(account)["extra_work"].contact
        return (superior if superior is not None and superior.is_active else None), None
    lead = one.person.lead if one.person is not None else None
    person = lead or holders(account)["complaint"].person
    return None, (person if person is not None and person.is_active else None)


def _key(contact: Contact | None, person: Person | None) -> tuple[str, int]:
    return ("contact", contact.pk) if contact is not None else ("person", person.pk if person is not None else 0)
