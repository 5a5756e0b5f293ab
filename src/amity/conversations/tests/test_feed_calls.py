"""What a person's calendar feed has of calls: planned talks, and contacts they should speak to again."""

from datetime import date, timedelta
from typing import Any

import pytest

from amity.conversations.models import Note
from amity.conversations.tests.making import make_note
from amity.meetings.feed_dates import dates_of
from amity.meetings.tests.making import make_meeting
from tests.builders import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock", cadence_days=7)


def titles(person):
    return {one.title: one.on for one in dates_of(person, TODAY)}


def days_ago(days: int) -> dict[str, Any]:
    return {"held_at": MONDAY - timedelta(days=days)}


def test_a_planned_talk_is_in_the_feed_of_those_who_take_part(osprey, mara, tim, dana):
    later = days_ago(-2)
    make_note(osprey, mara, title="Review", person_ids=(tim.pk,), **later)
    make_note(osprey, mara, title="Held", person_ids=(tim.pk,), **days_ago(1))
    meeting = make_meeting(osprey, people=[tim], starts_at=MONDAY + timedelta(days=3))
    known = make_note(osprey, mara, title="In the calendar", person_ids=(tim.pk,), **later)
    Note.objects.filter(pk=known.pk).update(meeting=meeting)

    assert titles(tim) == {"Planned talk: Review (Osprey Rail)": date(2026, 11, 25)}
    assert titles(mara) == {}


def test_a_call_is_due_after_the_contacts_days_between_conversations(osprey, mara, tim, dana):
    make_note(osprey, mara, contact_ids=(dana.pk,), **days_ago(20))
    make_note(osprey, mara, contact_ids=(dana.pk,), **days_ago(5))
    make_note(osprey, mara, absent_contact_ids=(dana.pk,), **days_ago(1))
    osprey.contacts.create(name="Without cadence")
    osprey.contacts.create(name="Never spoken to", cadence_days=3)

    assert titles(mara) == {"Call due: Dana Whitlock (Osprey Rail)": date(2026, 11, 25)}
    assert titles(tim) == {}


def test_a_meeting_of_the_calendar_is_a_talk_unless_it_was_cancelled(osprey, mara, dana):
    make_note(osprey, mara, contact_ids=(dana.pk,), **days_ago(20))
    make_meeting(osprey, contacts=[dana], starts_at=MONDAY - timedelta(days=2), state="cancelled")
    assert titles(mara) == {"Call due: Dana Whitlock (Osprey Rail)": date(2026, 11, 10)}

    make_meeting(osprey, contacts=[dana], starts_at=MONDAY - timedelta(days=6))
    assert titles(mara) == {"Call due: Dana Whitlock (Osprey Rail)": date(2026, 11, 24)}


@pytest.mark.parametrize("ahead", ["note", "meeting", "gone"])
def test_no_call_is_due_with_a_talk_ahead_or_once_the_contact_has_left(osprey, mara, tim, dana, ahead):
    make_note(osprey, mara, contact_ids=(dana.pk,), **days_ago(20))
    later = MONDAY + timedelta(days=4)
    if ahead == "note":
        make_note(osprey, mara, contact_ids=(dana.pk,), person_ids=(tim.pk,), held_at=later)
    elif ahead == "meeting":
        make_meeting(osprey, contacts=[dana], starts_at=later)
    else:
        osprey.contacts.update(is_active=False)

    assert titles(mara) == {}
