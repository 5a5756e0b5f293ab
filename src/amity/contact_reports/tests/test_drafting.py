"""A report is drafted from the marks of notes: nothing is typed twice, and nobody who missed the talk is forgotten."""

from datetime import date, timedelta

import pytest

from amity.audit import trail
from amity.contact_reports import queries, rules
from amity.contact_reports.drafts import commands
from amity.contact_reports.drafts.commands import ReportFields
from amity.contact_reports.letters.text import line_of
from amity.contact_reports.models import ContactReport
from amity.contact_reports.points import commands as points
from amity.contact_reports.points.commands import ReportPointFields
from amity.contact_reports.tests.making import make_report, make_talk, read, submitted
from amity.conversations.notes.fields import PointFields
from amity.conversations.tests.making import HELD, make_note
from amity.gate.tests.making import make_contact
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


@pytest.fixture
def report(osprey, mara, dana):
    return make_report(osprey, mara, [dana])


def test_marks_become_lettered_points_that_keep_their_line(report, mara):
    lines = [(letter, point.text, str(point.owner or "")) for letter, point in queries.lettered(report)]

    assert lines == [
        ("A.1", "Welsh is in the launch", ""),
        ("B.1", "Send the page list", "Mara"),
        ("B.2", "You asked for this: Six more stations. Nothing is agreed yet.", ""),
        ("C.1", "The app launches on 17 February", ""),
    ]
    assert all(point.source is not None for _letter, point in queries.lettered(report))
    assert [point.due_on for _letter, point in queries.lettered(report)][3] == date(2027, 2, 17)
    assert trail.actions_on(report) == ["contact_report.drafted"]


def test_reports_are_numbered_by_account_and_year(osprey, mara, dana):
    first, second = (make_report(osprey, mara, [dana]) for _number in range(2))
    before = make_report(osprey, mara, [dana], held_at=HELD - timedelta(days=400))
    other = make_account("Kestrel", manager=mara)
    elsewhere = make_report(other, mara, [make_contact(other)])

    found = [(one.year, one.number) for one in (first, second, before, elsewhere)]
    assert found == [(2026, 1), (2026, 2), (2025, 1), (2026, 1)]


def test_it_is_due_by_the_end_of_the_next_working_day_of_the_agency(report):
    assert report.due_at.astimezone(report.due_at.tzinfo).isoformat() == "2026-11-24T16:30:00+00:00"


def test_the_superior_of_whoever_was_absent_gets_a_copy(osprey, mara, ada, dana):
    helen = make_contact(osprey, "Helen Marsh", roles=["sponsor"])
    piotr = make_contact(osprey, "Piotr Zielinski", reports_to=helen)
    lead = make_person("Ravi")
    samuel = make_person("Samuel", lead=lead)

    made = make_report(
        osprey, mara, [dana], absent_contact_ids=(piotr.pk,), absent_person_ids=(samuel.pk,)
    )  # fmt: skip

    found = {str(one): (one.presence, one.superior_of) for one in made.participants.all()}
    assert found == {
        "Dana Whitlock": ("present", ""), "Piotr Zielinski": ("absent", ""), "Mara": ("present", ""),
        "Samuel": ("absent", ""), "Helen Marsh": ("copy", "Piotr Zielinski"), "Ravi": ("copy", "Samuel"),
    }  # fmt: skip


def test_without_a_superior_the_charter_names_who_gets_the_copy(osprey, mara, ada, dana):
    boss = make_contact(osprey, "Boss", roles=["decision_maker"])
    piotr, samuel = make_contact(osprey, "Piotr"), make_person("Samuel")

    made = make_report(osprey, mara, [dana], absent_contact_ids=(piotr.pk,), absent_person_ids=(samuel.pk,))

    copies = {str(one): one.superior_of for one in made.participants.all() if one.presence == "copy"}
    assert copies == {boss.name: "Piotr", ada.name: "Samuel"}


def test_it_is_addressed_to_the_closest_contact_who_was_there_and_has_an_address(osprey, mara, dana):
    sponsor = make_contact(osprey, "Sponsor", roles=["sponsor"])
    silent = make_contact(osprey, "Silent", roles=["day_to_day"], mail="")

    assert make_report(osprey, mara, [sponsor, silent, dana]).addressee == dana


def test_a_promise_becomes_an_action_of_whoever_made_it(osprey, mara, dana):
    promise = PointFields("promise", "Send the film", 1, dana.pk, person_id=mara.pk, due_on=date(2026, 12, 1))
    expects = PointFields("expectation", "Wants it loud", 2, dana.pk)
    note = make_note(osprey, mara, "! Send the film\ne Wants it loud", [promise, expects], contact_ids=(dana.pk,))

    made = read(commands.draft_report(by=acting(mara), note_ids=[note.pk], now=MONDAY))

    [point] = made.points.all()
    assert (point.group, point.text, point.person, point.due_on) == (
        rules.ACTIONS, "Send the film", mara, date(2026, 12, 1)
    )  # fmt: skip


def test_a_due_date_is_not_repeated_in_the_words(osprey, mara, dana):
    note = make_note(
        osprey, mara, "a Send the photos by Friday",
        [PointFields("action", "Send the photos by Friday", 1, person_id=mara.pk, due_on=date(2026, 11, 27))],
        contact_ids=(dana.pk,),
    )  # fmt: skip

    [point] = read(commands.draft_report(by=acting(mara), note_ids=[note.pk], now=MONDAY)).points.all()

    assert line_of(point) == "Mara: Send the photos, by Friday 27 November."


def test_the_points_are_in_the_language_of_the_addressee(osprey, mara):
    hanna = make_contact(osprey, "Hanna", language="de")
    texts = [point.text for point in make_report(osprey, mara, [hanna]).points.all()]

    assert not any(text.startswith("You asked") for text in texts)


def test_several_talks_of_a_week_make_one_weekly_report(osprey, mara, dana):
    notes = [make_talk(osprey, mara, [dana], held_at=HELD + timedelta(hours=hour)) for hour in (0, -1, -2)]

    made = read(commands.draft_report(by=acting(mara), note_ids=[one.pk for one in notes], now=MONDAY))

    assert made.week_of == date(2026, 11, 23)
    assert len(made.points.all()) == 12
    assert made.due_at.date() == date(2026, 11, 30)


def test_talks_of_two_weeks_or_two_accounts_are_no_report(osprey, mara, dana):
    week, before = make_talk(osprey, mara, [dana]), make_talk(osprey, mara, [dana], held_at=HELD - timedelta(days=7))
    other = make_account("Kestrel", manager=mara)
    elsewhere = make_talk(other, mara, [make_contact(other)])

    for notes in ([week, before], [week, elsewhere], []):
        with pytest.raises(Invalid):
            commands.draft_report(by=acting(mara), note_ids=[one.pk for one in notes], now=MONDAY)
    assert not ContactReport.objects.exists()


def test_a_note_is_in_one_report(report, mara):
    [talk] = report.talks.all()
    with pytest.raises(Refused):
        commands.draft_report(by=acting(mara), note_ids=[talk.note_id], now=MONDAY)


def test_someone_who_only_took_part_cant_draft_it(osprey, mara, tim, dana):
    note = make_talk(osprey, mara, [dana], person_ids=(tim.pk,))
    with pytest.raises(Refused):
        commands.draft_report(by=acting(tim), note_ids=[note.pk], now=MONDAY)


def test_someone_of_another_account_doesnt_see_it(report):
    with pytest.raises(NotSeen):
        queries.report_seen_by(acting(make_person("Stranger")), report.pk)


def test_a_discarded_draft_frees_its_note_and_its_number(report, mara):
    [talk] = report.talks.all()
    commands.discard_draft(by=acting(mara), report_id=report.pk, now=MONDAY)

    assert commands.draft_report(by=acting(mara), note_ids=[talk.note_id], now=MONDAY).number == report.number


def test_a_submitted_report_is_neither_deleted_nor_changed(report, mara):
    submitted(report, mara)
    with pytest.raises(Refused):
        commands.discard_draft(by=acting(mara), report_id=report.pk, now=MONDAY)
    with pytest.raises(Refused):
        points.drop_point(by=acting(mara), report_id=report.pk, point_id=report.points.all()[0].pk, now=MONDAY)


def test_copies_are_chosen_and_whoever_was_there_stays(report, osprey, mara, dana):
    helen, edda = make_contact(osprey, "Helen"), make_person("Edda")
    fields = ReportFields("Steering", helen.pk, (), (edda.pk, mara.pk))

    commands.edit_report(by=acting(mara), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)

    found = {str(one): one.presence for one in read(report).participants.all()}
    assert found == {"Dana Whitlock": "present", "Mara": "present", "Helen": "copy", "Edda": "copy"}
    assert read(report).addressee == helen


def test_points_are_edited_moved_left_out_and_restored(report, mara):
    by = acting(mara)
    more = ReportPointFields(rules.DECISIONS, "Blue it is")
    point = points.add_point(by=by, report_id=report.pk, version=report.version, fields=more, now=MONDAY)
    points.move_point(by=by, report_id=report.pk, point_id=point.pk, up=True, now=MONDAY)
    assert [one.text for _letter, one in queries.lettered(read(report))][:2] == ["Blue it is", "Welsh is in the launch"]

    points.drop_point(by=by, report_id=report.pk, point_id=point.pk, now=MONDAY)
    assert queries.lettered(read(report))[0][1].text == "Welsh is in the launch"
    points.restore_point(by=by, report_id=report.pk, point_id=point.pk, now=MONDAY)

    fields = ReportPointFields(rules.COSTS, "Blue costs more", wants_yes=True)
    points.edit_point(
        by=by, report_id=report.pk, point_id=point.pk, version=read(report).version, fields=fields, now=MONDAY
    )
    assert queries.lettered(read(report))[-1][0] == "D.1"


def test_two_who_change_points_at_once_lose_nothing(report, mara):
    fields = ReportPointFields(rules.DECISIONS, "Blue it is")
    points.add_point(by=acting(mara), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)
    with pytest.raises(Stale):
        points.add_point(by=acting(mara), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)


def test_a_point_has_an_owner_on_one_side_of_this_account(report, osprey, mara, dana):
    other = make_contact(make_account("Kestrel"))
    for fields in (
        ReportPointFields(rules.ACTIONS, "Both", mara.pk, dana.pk), ReportPointFields(rules.ACTIONS, "", mara.pk),
        ReportPointFields(rules.ACTIONS, "Elsewhere", None, other.pk), ReportPointFields("other", "Group"),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            points.add_point(by=acting(mara), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)


def test_a_note_that_needs_no_report_says_why_and_can_ask_again(osprey, mara, dana):
    note = make_talk(osprey, mara, [dana])
    with pytest.raises(Invalid):
        commands.need_no_report(by=acting(mara), note_id=note.pk, because=" ", now=MONDAY)
    commands.need_no_report(by=acting(mara), note_id=note.pk, because="Only small talk", now=MONDAY)
    commands.need_report(by=acting(mara), note_id=note.pk, now=MONDAY)

    assert trail.actions_on(note)[-2:] == ["note.needs_no_report", "note.needs_report"]
