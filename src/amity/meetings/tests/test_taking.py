"""Which events become meetings, and how they follow their calendars."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q

from amity.audit import trail
from amity.meetings import hooks
from amity.meetings.models import CalendarEntry, Meeting, MeetingPerson
from amity.meetings.taking.contacts import link_contacts
from amity.meetings.tests.making import event, make_calendar, take
from tests.builders import MONDAY, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
WEEKLY = "FREQ=WEEKLY"
ACCEPTED = ("cleo@osprey.example", "ACCEPTED")


@pytest.fixture
def cleo(osprey):
    osprey.domains.create(domain="osprey.example")
    return osprey.contacts.create(name="Cleo Client", mail="Cleo@osprey.example")


@pytest.fixture
def work(mara, cleo):
    return make_calendar(mara)


def test_a_meeting_with_a_contact_is_taken_with_both_sides_and_their_answers(work, mara, tim, osprey, cleo):
    guests = [("cleo@osprey.example", "TENTATIVE"), (tim.mail, "DECLINED"), ("stranger@elsewhere.example", "ACCEPTED")]
    taken = take(work, event(guests=guests, location="Room 4", organizer=f"mailto:{mara.mail}"))

    made = Meeting.objects.get()
    assert (taken.meetings, taken.added) == (1, 1)
    assert (made.account, made.title, made.place, made.state) == (osprey, "Steering group", "Room 4", "confirmed")
    assert set(made.people.values_list("contact", "person", "answer", "is_organizer")) == {
        (cleo.pk, None, "tentative", False),
        (None, tim.pk, "declined", False),
        (None, mara.pk, "accepted", True),
    }
    assert trail.actions_on(made) == ["meeting.added"]


def test_nothing_is_stored_of_events_without_a_client(work, mara):
    events = [
        event("none@tests", guests=[]),
        event("team@tests", guests=[(mara.mail, "ACCEPTED"), ("someone@elsewhere.example", "ACCEPTED")]),
        event("declined@tests", guests=[("cleo@osprey.example", "DECLINED")]),
        event("mine@tests", guests=[ACCEPTED, (mara.mail, "DECLINED")]),
        event("private@tests", class_="PRIVATE"),
        event("confidential@tests", class_="CONFIDENTIAL"),
        event("early@tests", start="20261023T100000Z", end="20261023T103000Z"),
        event("late@tests", start="20270323T100000Z", end="20270323T103000Z"),
        event("cancelled@tests", status="CANCELLED"),
    ]

    assert take(work, *events).meetings == 0
    assert not Meeting.objects.exists()
    assert not MeetingPerson.objects.exists()


def test_someone_at_the_clients_email_domain_makes_a_meeting_and_is_named_by_their_address(work, osprey):
    take(work, event(guests=[("new@osprey.example", "ACCEPTED")]))

    made = Meeting.objects.get()
    theirs = made.people.get(person=None)
    assert (made.account, theirs.contact, theirs.mail, theirs.name) == (osprey, None, "new@osprey.example", "new")


def test_the_account_is_that_of_most_of_its_guests(work, osprey, mara):
    heron = make_account("Heron Works", manager=mara)
    heron.domains.create(domain="heron.example")

    take(work, event(guests=[ACCEPTED, ("a@heron.example", "ACCEPTED"), ("b@heron.example", "ACCEPTED")]))

    assert Meeting.objects.get().account == heron


def test_a_moved_meeting_stays_one(work):
    take(work, event())
    first = Meeting.objects.get()

    taken = take(work, event(start="20261125T140000Z", end="20261125T150000Z", sequence="1"))

    moved = Meeting.objects.get()
    assert (moved.pk, moved.starts_at, taken.changed) == (first.pk, datetime(2026, 11, 25, 14, tzinfo=UTC), 1)
    assert trail.actions_on(moved) == ["meeting.added", "meeting.moved"]


def test_an_older_copy_does_not_move_it_back(work):
    take(work, event(start="20261125T140000Z", end="20261125T150000Z", sequence="2"))

    take(work, event(sequence="1"))

    assert Meeting.objects.get().starts_at == datetime(2026, 11, 25, 14, tzinfo=UTC)


def test_a_moved_occurrence_of_a_series_stays_one_and_the_others_are_unchanged(work):
    master = event(rrule=WEEKLY)
    take(work, master)
    before = dict(Meeting.objects.values_list("recurrence", "pk"))
    moved = event(start="20261202T080000Z", end="20261202T083000Z", recurrence_id="20261201T100000Z", sequence="1")

    take(work, master, moved)

    assert dict(Meeting.objects.values_list("recurrence", "pk")) == before
    assert Meeting.objects.get(recurrence="20261201T100000Z").starts_at == datetime(2026, 12, 2, 8, tzinfo=UTC)


def test_an_occurrence_that_is_moved_far_ahead_is_not_lost(work):
    master = event(rrule=WEEKLY)
    take(work, master)

    take(work, master, event(start="20270601T100000Z", end="20270601T103000Z", recurrence_id="20261201T100000Z"))

    assert Meeting.objects.get(recurrence="20261201T100000Z").starts_at == datetime(2027, 6, 1, 10, tzinfo=UTC)


def test_a_cancelled_meeting_is_cancelled_and_stays(work):
    take(work, event())

    take(work, event(status="CANCELLED", sequence="1"))

    made = Meeting.objects.get()
    assert made.state == "cancelled"
    assert trail.actions_on(made) == ["meeting.added", "meeting.cancelled"]


def test_a_meeting_that_is_gone_from_its_calendar_disappears(work):
    take(work, event())

    assert take(work).removed == 1
    assert not Meeting.objects.exists()


def test_a_meeting_that_something_refers_to_is_cancelled_instead(work, monkeypatch):
    take(work, event())
    monkeypatch.setattr(hooks, "has_note", [lambda: Q(title="Steering group")])

    take(work)

    assert Meeting.objects.get().state == "cancelled"


def test_a_meeting_of_last_month_stays_when_it_is_no_longer_read(work):
    take(work, event())

    take(work, now=MONDAY + timedelta(days=40))

    assert Meeting.objects.count() == 1


def test_the_same_meeting_in_two_calendars_is_one_with_both_colleagues(work, mara, tim):
    theirs = make_calendar(tim)
    take(work, event(guests=[ACCEPTED, (mara.mail, "ACCEPTED"), (tim.mail, "NEEDS-ACTION")]))

    take(theirs, event(guests=[ACCEPTED, (mara.mail, "ACCEPTED"), (tim.mail, "ACCEPTED")]))

    made = Meeting.objects.get()
    assert set(made.people.exclude(person=None).values_list("person", "answer")) == {
        (mara.pk, "accepted"),
        (tim.pk, "accepted"),
    }
    assert CalendarEntry.objects.count() == 2
    take(work)
    assert Meeting.objects.count() == 1
    take(theirs)
    assert not Meeting.objects.exists()


def test_reading_a_calendar_again_changes_nothing(work):
    events = [event(rrule=WEEKLY), event("other@tests", start="20261126", end="20261127")]
    take(work, *events)
    before = [list(model.objects.order_by("pk").values()) for model in (Meeting, MeetingPerson, CalendarEntry)]

    taken = take(work, *events)

    assert (taken.added, taken.changed, taken.removed) == (0, 0, 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Meeting, MeetingPerson, CalendarEntry)] == before


def test_a_meeting_that_becomes_private_is_dropped(work):
    take(work, event())

    take(work, event(class_="PRIVATE"))

    assert not Meeting.objects.exists()


def test_someone_who_is_added_as_a_contact_is_linked_to_the_meetings_they_are_in(work, osprey, client, mara):
    take(work, event(guests=[("new@osprey.example", "ACCEPTED")]))
    client.force_login(mara)
    page = client.get(f"/meetings/{Meeting.objects.get().pk}/").content.decode()
    assert f"/accounts/{osprey.pk}/contacts/add/?name=new&amp;mail=new%40osprey.example" in page
    contact = osprey.contacts.create(name="Nia New", mail="New@osprey.example")

    assert link_contacts(MONDAY) == 1

    assert Meeting.objects.get().people.get(person=None).contact == contact
    assert link_contacts(MONDAY) == 0
