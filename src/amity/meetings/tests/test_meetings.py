"""Who sees a meeting, and where it appears."""

from datetime import timedelta

import pytest
from django.db.models import Q

from amity.accounts.timeline.queries import Asked, events_of
from amity.accounts.timeline.rules import FROM_CLIENT
from amity.meetings import hooks, queries
from amity.meetings.tests.making import make_calendar, make_meeting
from amity.people.tokens.commands import make_token
from amity.shared.errors import NotSeen
from amity.waiting.dates import next_dates, next_dates_on
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def cleo(osprey):
    return osprey.contacts.create(name="Cleo Client", mail="cleo@osprey.example")


def test_a_meeting_is_seen_by_its_colleagues_and_those_who_answer_for_the_account_only(osprey, mara, tim, ada, cleo):
    made = make_meeting(osprey, people=[tim], contacts=[cleo])

    assert [queries.meeting_seen_by(acting(person), made.pk) for person in (mara, tim)] == [made, made]
    with pytest.raises(NotSeen):
        queries.meeting_seen_by(acting(make_person("Stranger")), made.pk)


def test_the_meetings_of_a_person_leave_out_cancelled_and_declined_ones(osprey, tim, mara, cleo):
    mine = make_meeting(osprey, people=[tim], contacts=[cleo])
    make_meeting(osprey, people=[tim], contacts=[cleo], state="cancelled")
    make_meeting(osprey, people=[tim], contacts=[cleo]).people.filter(person=tim).update(answer="declined")
    make_meeting(osprey, people=[mara], contacts=[cleo])
    make_meeting(osprey, people=[tim], contacts=[cleo], starts_at=MONDAY + timedelta(days=2))

    assert list(queries.meetings_between(acting(tim), MONDAY, MONDAY + timedelta(days=1))) == [mine]


def test_the_next_meeting_with_a_contact_is_the_first_that_has_not_ended_and_they_have_not_declined(osprey, mara, cleo):
    make_meeting(osprey, contacts=[cleo], starts_at=MONDAY - timedelta(hours=2))
    make_meeting(osprey, contacts=[cleo], starts_at=MONDAY, minutes=10).people.update(answer="declined")
    running = make_meeting(osprey, contacts=[cleo], starts_at=MONDAY - timedelta(minutes=10))
    make_meeting(osprey, contacts=[cleo])

    assert queries.next_meeting_with(acting(mara), cleo.pk, MONDAY) == running


def test_meetings_of_an_account_are_those_that_start_in_a_span(osprey, mara):
    inside = make_meeting(osprey)
    make_meeting(osprey, starts_at=MONDAY + timedelta(days=9))
    make_meeting(make_account("Heron Works", manager=mara))

    assert list(queries.meetings_of_account(acting(mara), osprey.pk, MONDAY, MONDAY + timedelta(days=7))) == [inside]


def test_a_meeting_to_come_is_among_the_next_dates_of_its_account_and_its_people(osprey, mara, tim, cleo):
    make_meeting(osprey, people=[tim], contacts=[cleo], title="Steering group")
    make_meeting(osprey, people=[tim], contacts=[cleo], title="Gone", starts_at=MONDAY - timedelta(days=3))

    dana = osprey.contacts.create(name="Dana Deputy")
    make_meeting(osprey, contacts=[cleo, dana], title="Review", starts_at=MONDAY + timedelta(days=1))

    found = [(one.clock, one.title, one.whose) for one in next_dates_on(acting(mara), osprey.pk, MONDAY.date())]
    assert found == [("10:00", "Steering group", "Cleo Client"), ("09:00", "Review", "Cleo Client +1")]
    assert [(one.clock, one.title, one.whose) for one in next_dates(tim, MONDAY.date())] == [
        ("10:00", "Steering group", "Osprey Rail")
    ]


def test_dates_of_one_day_are_in_the_order_of_the_clock(osprey, mara, tim, cleo):
    make_meeting(osprey, people=[tim], contacts=[cleo], title="A later one", starts_at=MONDAY + timedelta(hours=6))
    make_meeting(osprey, people=[tim], contacts=[cleo], title="The first", starts_at=MONDAY + timedelta(hours=2))

    assert [one.title for one in next_dates(tim, MONDAY.date())] == ["The first", "A later one"]


def test_the_page_shows_both_sides_with_their_answers_and_the_link_to_join(osprey, mara, tim, cleo, client):
    made = make_meeting(osprey, people=[tim], contacts=[cleo], join_link="https://meet.example/abc", place="Room 4")
    client.force_login(mara)

    page = client.get(f"/meetings/{made.pk}/").content.decode()

    for words in ("Cleo Client", "Tim", "Accepted", "https://meet.example/abc", "Room 4"):
        assert words in page


def test_a_meeting_that_took_place_is_in_the_conversation_until_it_has_a_note(osprey, mara, tim, cleo, monkeypatch):
    made = make_meeting(osprey, people=[tim], contacts=[cleo], title="Steering", starts_at=MONDAY - timedelta(hours=2))
    make_meeting(osprey, people=[tim], contacts=[cleo], title="To come")
    make_meeting(osprey, contacts=[cleo], title="Off", state="cancelled", starts_at=MONDAY - timedelta(hours=3))

    (found,) = events_of(acting(mara), osprey, Asked(kind="meetings"))[0]

    assert (str(found.event.kind), found.event.title, found.direction) == ("Meeting", "Steering", FROM_CLIENT)
    assert (found.contacts, found.colleagues) == ([(cleo.pk, "Cleo Client")], ["Tim"])
    assert found.event.address == f"/meetings/{made.pk}/"
    assert len(events_of(acting(mara), osprey, Asked(kind="meetings", contact_id=cleo.pk))[0]) == 1
    assert events_of(acting(mara), osprey, Asked(kind="meetings", colleague=mara))[0] == []
    monkeypatch.setattr(hooks, "has_note", [lambda: Q(title="Steering")])
    assert events_of(acting(mara), osprey, Asked(kind="meetings"))[0] == []


def test_rest_lists_the_meetings_of_a_contact_and_never_an_address_of_a_calendar(osprey, mara, cleo, client):
    made = make_meeting(osprey, people=[mara], contacts=[cleo])
    make_meeting(osprey, people=[mara])
    calendar = make_calendar(mara, address="https://calendar.example/secret-7f3a.ics", host="calendar.example")
    secret = make_token(by=acting(mara), name="Tests", scopes=["read"], days=30, now=MONDAY).secret
    headers = {"Authorization": f"Bearer {secret}"}

    listed = client.get("/api/v1/meetings", {"contact_id": cleo.pk}, headers=headers).json()["items"]
    read = client.get(f"/api/v1/calendars/{calendar.pk}", headers=headers)

    assert [(one["id"], [person["name"] for person in one["people"]]) for one in listed] == [
        (made.pk, ["Cleo Client", "Mara"])
    ]
    assert (read.json()["host"], "secret-7f3a" in read.content.decode()) == ("calendar.example", False)
