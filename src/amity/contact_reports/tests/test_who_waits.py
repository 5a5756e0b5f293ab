"""What waits for whom: the week of a daily contact, a late report, and what a new account manager finds."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from amity.contact_reports.drafts.commands import draft_report
from amity.contact_reports.letters.commands import submit_report
from amity.contact_reports.points.commands import ReportPointFields, add_point
from amity.contact_reports.rules import DECISIONS
from amity.contact_reports.tests.making import make_report, make_talk, read, sent, submitted
from amity.contact_reports.waiting import CORRECTED, TO_DRAFT, TO_SEND
from amity.conversations.tests.making import HELD
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.people import rules as roles
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_agency, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()
DUE_MONDAY = date(2026, 11, 23)
TUESDAY_EVENING = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAYS = (5, 4, 3)
"""Wednesday, Thursday and Friday of the week before, as days before Monday."""


@pytest.fixture
def dana(osprey):
    make_agency()
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


@pytest.fixture
def nora(db):
    return make_person("Nora", roles.ACCOUNT_MANAGER)


def waiting(kind, person, today=TODAY):
    """Return the rows of a kind that wait for a person."""
    return kind.items(acting(person), list(kind.rows(person, today)), today)


def test_daily_talks_with_a_contact_wait_as_one_report_due_after_the_friday(osprey, mara, dana):
    week = [make_talk(osprey, mara, [dana], title=f"Daily {n}", held_at=HELD - timedelta(days=n)) for n in DAYS]
    gwen = make_contact(osprey, "Gwen Lewis")
    make_talk(osprey, mara, [gwen], title="Once", held_at=HELD - timedelta(days=5))
    rows = {row.title: row for row in waiting(TO_DRAFT, mara)}

    assert sorted(rows) == ["Daily 5", "Once"]
    assert (rows["Daily 5"].due, rows["Daily 5"].days_late) == (DUE_MONDAY, 0)
    assert (rows["Daily 5"].open, rows["Daily 5"].notes) == ("Draft weekly report", ["3 talks this week"])
    assert rows["Once"].due == date(2026, 11, 19)
    assert rows["Once"].days_late == 4

    chosen = [int(pk) for pk in parse_qs(urlsplit(rows["Daily 5"].address).query)["note"]]
    report = read(draft_report(by=acting(mara), note_ids=chosen, now=MONDAY))
    assert sorted(chosen) == sorted(one.pk for one in week)
    assert (report.week_of, report.due_at) == (date(2026, 11, 16), datetime(2026, 11, 23, 16, 30, tzinfo=UTC))
    assert [row.title for row in waiting(TO_DRAFT, mara)] == ["Once"]
    assert "Here is what we took from our talks of" in Item.objects.get(pk=submitted_item(report, mara)).body


def submitted_item(report, by):
    return submitted(report, by).editions.get().item_id


def test_two_talks_of_a_week_are_not_daily_and_each_has_its_own_report(osprey, mara, dana):
    for number in DAYS[:2]:
        make_talk(osprey, mara, [dana], title=f"Talk {number}", held_at=HELD - timedelta(days=number))

    assert [(row.title, row.due) for row in waiting(TO_DRAFT, mara)] == [
        ("Talk 5", date(2026, 11, 19)), ("Talk 4", date(2026, 11, 20)),
    ]  # fmt: skip


def test_a_late_report_waits_for_its_author_and_the_account_manager_until_it_is_sent(
    osprey, site, mara, piet, tim, dana
):
    report = make_report(osprey, piet, [dana], title="Steering", project_id=site.pk)
    assert report.due_at == TUESDAY_EVENING
    late = {person.name: waiting(TO_SEND, person, THURSDAY.date()) for person in (mara, piet, tim)}

    assert [(row.title, row.days_late) for row in late["Mara"]] == [("Contact report 1: Steering", 2)]
    assert [row.days_late for row in late["Piet"]] == [2]
    assert (late["Mara"][0].notes, late["Piet"][0].notes) == (["Piet"], [])
    assert late["Tim"] == []

    sent(report, mara, now=THURSDAY)
    assert [waiting(TO_SEND, person, THURSDAY.date()) for person in (mara, piet)] == [[], []]


def test_a_late_report_is_listed_as_late_and_first(client, osprey, mara, dana):
    make_report(osprey, mara, [dana], title="On time")
    make_report(osprey, mara, [dana], title="Steering", held_at=HELD - timedelta(days=4))
    client.force_login(mara)
    page = client.get("/waiting/").content.decode()

    assert "3 days late" in page
    assert 0 < page.index("Contact report 2: Steering") < page.index("Contact report 1: On time")


def test_a_new_account_manager_finds_changes_and_submits_the_draft_of_the_one_before(osprey, mara, nora, dana):
    report = make_report(osprey, mara, [dana], title="Steering")
    make_talk(osprey, mara, [dana], title="Second call")
    assert waiting(TO_SEND, nora) == waiting(TO_DRAFT, nora) == []

    osprey.manager = nora
    osprey.save()

    assert [(row.title, row.notes) for row in waiting(TO_SEND, nora)] == [("Contact report 1: Steering", ["Mara"])]
    assert [row.title for row in waiting(TO_DRAFT, nora)] == ["Second call"]
    assert waiting(TO_DRAFT, mara) == []
    fields = ReportPointFields(DECISIONS, "Blue it is")
    add_point(by=acting(nora), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)
    with pytest.raises(Refused):
        submit_report(by=acting(mara), report_id=report.pk, version=read(report).version, now=MONDAY)
    item = Item.objects.get(pk=submitted_item(read(report), nora))
    assert (item.author, "Blue it is" in item.body) == (nora, True)


def test_a_new_account_manager_drafts_from_a_note_of_the_one_before(osprey, mara, nora, dana):
    note, other = make_talk(osprey, mara, [dana]), make_talk(osprey, mara, [dana])
    osprey.manager = nora
    osprey.save()
    report = read(draft_report(by=acting(nora), note_ids=[note.pk], now=MONDAY))

    assert report.author == nora
    assert {str(one): one.presence for one in report.participants.all()} == {
        "Dana Whitlock": "present", "Mara": "present",
    }  # fmt: skip
    with pytest.raises(Refused):
        draft_report(by=acting(mara), note_ids=[other.pk], now=MONDAY)


def test_a_late_correction_waits_for_the_account_manager(osprey, mara, dana):
    from amity.contact_reports.corrections.commands import correct

    report = sent(make_report(osprey, mara, [dana], title="Steering"), mara)
    correct(by=acting(mara), report_id=report.pk, contact_id=dana.pk, words="It was Thursday", now=MONDAY)

    assert [(row.title, row.days_late) for row in waiting(CORRECTED, mara, THURSDAY.date())] == [
        ("Contact report 1: Steering", 2)
    ]
    assert waiting(TO_SEND, mara, THURSDAY.date()) == []
