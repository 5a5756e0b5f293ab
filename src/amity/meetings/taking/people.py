"""Write who is in a meeting, and keep answers that an older copy doesn't know."""

from amity.meetings import rules
from amity.meetings.models import Meeting, MeetingPerson
from amity.meetings.taking.wanted import Participant, Wanted
from amity.people.models import Person

Key = tuple[str, object]


def write_people(meeting: Meeting, wanted: Wanted, owner: Person, *, whole: bool) -> None:
    """Write the people of a meeting as a calendar has them. Not `whole`: only the calendar's owner."""
    known = {_key(row): row for row in meeting.people.all()}
    given = {_key_of(one): one for one in wanted.participants} if whole else {}
    for key, one in given.items():
        if key in known:
            _update(known[key], one)
        else:
            known[key] = _added(meeting, one)
    mine: Key = ("person", owner.pk)
    if mine not in known:
        known[mine] = MeetingPerson.objects.create(
            meeting=meeting, person=owner, name=owner.name, answer=wanted.own_answer
        )
    elif known[mine].answer != wanted.own_answer:
        known[mine].answer = wanted.own_answer
        known[mine].save(update_fields=["answer"])
    if whole:
        # A colleague stays whose own calendar has the meeting, though this copy doesn't name them. So does a contact
        # who was erased since: no copy can name them any more.
        owners = set(meeting.entries.values_list("calendar__person", flat=True)) | {owner.pk}
        gone = [row.pk for key, row in known.items() if key not in given and row.person_id not in owners]
        MeetingPerson.objects.filter(pk__in=gone).exclude(contact__erased_at__isnull=False).delete()


def _key(row: MeetingPerson) -> Key:
    if row.person_id is not None:
        return "person", row.person_id
    return ("contact", row.contact_id) if row.contact_id is not None else ("mail", row.mail)


def _key_of(one: Participant) -> Key:
    if one.person is not None:
        return "person", one.person.pk
    return ("contact", one.contact.pk) if one.contact is not None else ("mail", one.guest.mail)


def _update(row: MeetingPerson, one: Participant) -> None:
    answer = row.answer if one.guest.answer == rules.NONE else one.guest.answer
    name = one.guest.name or row.name
    if (answer, one.guest.is_organizer, name) != (row.answer, row.is_organizer, row.name):
        row.answer, row.is_organizer, row.name = answer, one.guest.is_organizer, name
        row.save(update_fields=["answer", "is_organizer", "name"])


def _added(meeting: Meeting, one: Participant) -> MeetingPerson:
    named = one.contact or one.person
    return MeetingPerson.objects.create(
        meeting=meeting, person=one.person, contact=one.contact, name=one.guest.name or (named.name if named else ""),
        mail="" if one.person else one.guest.mail, answer=one.guest.answer, is_organizer=one.guest.is_organizer,
    )  # fmt: skip
