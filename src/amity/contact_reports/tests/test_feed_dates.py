"""What a person's calendar feed has of contact reports: one date by which each goes out."""

from datetime import date, timedelta

import pytest

from amity.contact_reports.drafts.commands import need_no_report
from amity.contact_reports.tests.making import make_report, make_talk, sent
from amity.conversations.tests.making import HELD, make_note
from amity.gate.tests.making import make_contact
from amity.meetings.feed_dates import dates_of
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


def reports_of(person):
    found = dates_of(person, MONDAY.date())
    return [(one.on, one.title) for one in found if one.title.startswith("Contact report")]


def test_a_talk_without_a_report_is_due_until_it_has_one_or_needs_none(osprey, mara, tim, dana):
    note = make_talk(osprey, mara, [dana], title="Steering")
    make_note(osprey, mara, title="Small talk", contact_ids=(dana.pk,))

    assert reports_of(mara) == [(TUESDAY, "Contact report due: Steering (Osprey Rail)")]
    assert reports_of(tim) == []

    need_no_report(by=acting(mara), note_id=note.pk, because="Only small talk", now=MONDAY)
    assert reports_of(mara) == []


def test_the_talks_of_a_week_that_make_one_report_are_one_date(osprey, mara, dana):
    dana.cadence_days = 1
    dana.save()
    for hours in (0, 1):
        make_talk(osprey, mara, [dana], title=f"Daily {hours}", held_at=HELD - timedelta(hours=hours))

    ((on, title),) = reports_of(mara)
    assert (on > TUESDAY, title) == (True, "Contact report due: Daily 1 (Osprey Rail)")


def test_a_written_report_is_due_until_it_is_sent(osprey, mara, tim, dana):
    report = make_report(osprey, mara, [dana], title="Steering")

    assert reports_of(mara) == [(TUESDAY, "Contact report 1 due: Steering (Osprey Rail)")]
    assert reports_of(tim) == []

    sent(report, mara)
    assert reports_of(mara) == []
