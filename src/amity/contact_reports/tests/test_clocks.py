"""The clocks of sent reports: one reminder, then the working basis; paused, corrected and killed workers included."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from amity.accounts.pushes.queries import push_budget
from amity.audit import trail
from amity.contact_reports import queries, rules
from amity.contact_reports.client_days.commands import AbsenceFields, add_absence, remove_absence, set_calendar
from amity.contact_reports.clocks import commands
from amity.contact_reports.corrections import client_answers
from amity.contact_reports.corrections.commands import confirm, correct
from amity.contact_reports.models import Edition
from amity.contact_reports.tests.making import deliver, edition_of, make_report, read, sent, submitted, with_silence
from amity.gate import rules as gate
from amity.gate.items import commands as items
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db
TUESDAY_MORNING = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
WEDNESDAY_EVENING = datetime(2026, 11, 25, 16, 35, tzinfo=UTC)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


@pytest.fixture
def running(osprey, mara, dana):
    with_silence(osprey)
    return sent(make_report(osprey, mara, [dana]), mara)


def reminders():
    return Item.objects.filter(kind=gate.INPUT)


def remind(now):
    """Follow the clocks, and tell that the email server accepted the reminder."""
    taken = commands.follow_clocks(now)
    reminders().filter(sent_at=None).update(state="sent", released_at=now, sent_at=now)
    return taken


def test_sent_on_monday_it_is_the_working_basis_on_wednesday_evening_after_one_reminder(running, dana):
    assert commands.follow_clocks(MONDAY) == 0
    assert remind(TUESDAY_MORNING) == 1
    [reminder] = reminders()
    assert [one.contact for one in reminder.recipients.all()] == [dana]
    assert "17:30 on Wednesday 25 November" in reminder.body
    assert commands.follow_clocks(WEDNESDAY_EVENING - timedelta(minutes=10)) == 0
    assert queries.state_of(read(running)) == rules.RUNNING

    assert commands.follow_clocks(WEDNESDAY_EVENING) == 1

    assert queries.state_of(read(running)) == rules.BASIS
    assert trail.actions_on(running)[-2:] == ["contact_report.reminded", "contact_report.became_basis"]


def test_following_the_clocks_again_repeats_nothing(running):
    for _time in range(3):
        remind(TUESDAY_MORNING)
    for _time in range(3):
        commands.follow_clocks(WEDNESDAY_EVENING)

    assert reminders().count() == 1
    assert trail.actions_on(running).count("contact_report.became_basis") == 1


def test_a_worker_killed_while_it_reminds_leaves_nothing_half_done(running, monkeypatch):
    class Killed(BaseException):
        pass

    def die(**_values):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(items, "submit", die)
        with pytest.raises(Killed), transaction.atomic():
            commands.follow_clocks(TUESDAY_MORNING)
    assert not reminders().exists()
    assert Edition.objects.get(report=running).reminded_at is None

    assert commands.follow_clocks(TUESDAY_MORNING) == 1
    assert reminders().count() == 1


def test_a_worker_that_was_down_reminds_first_and_gives_the_client_a_day_more(running):
    assert remind(WEDNESDAY_EVENING) == 1
    assert reminders().count() == 1
    assert commands.follow_clocks(WEDNESDAY_EVENING + timedelta(hours=1)) == 0
    assert commands.follow_clocks(WEDNESDAY_EVENING + timedelta(days=1)) == 1
    assert queries.state_of(read(running)) == rules.BASIS


def test_a_reminder_that_was_held_doesnt_count_and_the_client_has_a_full_day_after_it(running, client, mara):
    commands.follow_clocks(TUESDAY_MORNING)
    reminders().update(state="held", sent_at=None, goes_at=None)
    client.force_login(mara)
    page, waiting = (client.get(at).content.decode() for at in (f"/contact-reports/{running.pk}/", "/waiting/"))

    assert commands.follow_clocks(WEDNESDAY_EVENING + timedelta(days=7)) == 0
    assert "its reminder hasn’t been sent yet" in page
    assert "The reminder hasn’t been sent yet" in waiting
    assert "The client was reminded" not in waiting

    thursday = WEDNESDAY_EVENING + timedelta(days=1)
    reminders().update(state="sent", sent_at=thursday)
    assert commands.follow_clocks(thursday + timedelta(hours=1)) == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        assert "The client was reminded" in client.get("/waiting/").content.decode()
    assert commands.follow_clocks(thursday + timedelta(days=1)) == 1
    assert queries.state_of(read(running)) == rules.BASIS


@pytest.mark.parametrize("answer", [correct, confirm])
def test_an_answer_withdraws_the_reminder_that_hasnt_left(running, mara, dana, answer):
    commands.follow_clocks(TUESDAY_MORNING)
    reminders().update(state="held", sent_at=None, goes_at=None)
    words = {"words": "It was Thursday"} if answer is correct else {}
    answer(by=acting(mara), report_id=running.pk, contact_id=dana.pk, now=TUESDAY_MORNING, **words)

    [reminder] = reminders()
    assert (reminder.state, trail.actions_on(reminder)[-1]) == ("withdrawn", "outgoing.withdrawn")


def test_the_reminder_counts_in_the_push_budget_once_it_is_sent(running, mara, dana):
    before = push_budget(acting(mara), dana, TUESDAY_MORNING.date()).left.used
    commands.follow_clocks(TUESDAY_MORNING)
    reminders().update(state="sent", sent_at=TUESDAY_MORNING)

    assert push_budget(acting(mara), dana, TUESDAY_MORNING.date()).left.used == before + 1


def test_an_absence_of_the_addressee_pauses_the_clock(running, osprey, mara, dana):
    away = AbsenceFields(dana.pk, date(2026, 11, 24), date(2026, 11, 26), "automatic reply")
    absence = add_absence(by=acting(mara), account_id=osprey.pk, fields=away, now=MONDAY)

    assert commands.follow_clocks(WEDNESDAY_EVENING) == 0
    friday = datetime(2026, 11, 27, 8, 5, tzinfo=UTC)
    assert remind(friday) == 1
    assert commands.follow_clocks(datetime(2026, 11, 30, 16, 35, tzinfo=UTC)) == 1

    remove_absence(by=acting(mara), account_id=osprey.pk, absence_id=absence.pk, now=friday)
    assert queries.state_of(read(running)) == rules.BASIS


def test_a_public_holiday_of_the_clients_country_pauses_it_though_the_agency_works(osprey, mara, dana):
    with_silence(osprey)
    set_calendar(by=acting(mara), account_id=osprey.pk, country="US", time_zone="Europe/Berlin", now=MONDAY)
    tuesday = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    report = sent(make_report(osprey, mara, [dana]), mara, now=tuesday)  # Thanksgiving is on Thursday the 26th

    remind(datetime(2026, 11, 25, 8, 5, tzinfo=UTC))
    assert commands.follow_clocks(datetime(2026, 11, 26, 16, 35, tzinfo=UTC)) == 0
    assert commands.follow_clocks(datetime(2026, 11, 27, 16, 35, tzinfo=UTC)) == 1
    assert queries.state_of(read(report)) == rules.BASIS


def test_cleared_late_it_still_gives_two_full_days_from_when_it_was_sent(osprey, mara, dana):
    with_silence(osprey)
    report = make_report(osprey, mara, [dana])
    submitted(report, mara)
    deliver(report, datetime(2026, 11, 25, 12, 0, tzinfo=UTC))

    assert commands.follow_clocks(WEDNESDAY_EVENING) == 0
    remind(datetime(2026, 11, 26, 8, 5, tzinfo=UTC))
    assert commands.follow_clocks(datetime(2026, 11, 27, 16, 35, tzinfo=UTC)) == 1


def test_it_is_never_the_basis_before_the_moment_its_text_names(running):
    Edition.objects.filter(report=running).update(basis_stated_at=datetime(2026, 11, 27, 16, 30, tzinfo=UTC))

    assert commands.follow_clocks(WEDNESDAY_EVENING) == 0
    remind(datetime(2026, 11, 26, 8, 5, tzinfo=UTC))
    assert commands.follow_clocks(datetime(2026, 11, 27, 16, 35, tzinfo=UTC)) == 1


def test_without_the_term_silence_settles_nothing_and_reminds_no_one(osprey, mara, dana):
    report = sent(make_report(osprey, mara, [dana]), mara)

    assert commands.follow_clocks(MONDAY + timedelta(days=30)) == 0
    assert queries.state_of(read(report)) == rules.UNANSWERED
    assert not reminders().exists()


def test_what_never_left_has_no_clock(osprey, mara, dana):
    with_silence(osprey)
    submitted(make_report(osprey, mara, [dana]), mara)
    assert commands.follow_clocks(MONDAY + timedelta(days=30)) == 0


def test_a_correction_stops_the_clock_and_makes_a_version_that_is_sent_again(running, mara, dana):
    correct(
        by=acting(mara), report_id=running.pk, contact_id=dana.pk, words="It was Thursday", source="call", now=MONDAY
    )
    assert queries.state_of(read(running)) == rules.CORRECTED
    assert commands.follow_clocks(WEDNESDAY_EVENING) == 0
    assert read(running).edition == 2

    from amity.contact_reports.points.commands import ReportPointFields, edit_point

    point = read(running).points.all()[1]
    edit_point(
        by=acting(mara), report_id=running.pk, point_id=point.pk, version=read(running).version,
        fields=ReportPointFields(point.group, "The app launches on Thursday"), now=MONDAY,
    )  # fmt: skip
    again = sent(read(running), mara, now=TUESDAY_MORNING)

    item = edition_of(again).item
    assert item is not None
    assert "version 2" in item.subject
    assert "What has changed since the previous version" in item.body
    assert "The app launches on Thursday. (before:" in item.body
    assert not again.corrections.filter(answered_at=None).exists()
    assert queries.state_of(again) == rules.RUNNING
    assert edition_of(again).number == 2


def test_a_correction_is_taken_after_it_became_the_working_basis(running, mara, dana):
    remind(TUESDAY_MORNING)
    commands.follow_clocks(WEDNESDAY_EVENING)
    later = WEDNESDAY_EVENING + timedelta(days=60)

    correct(by=acting(mara), report_id=running.pk, contact_id=dana.pk, words="Not so", now=later)

    assert queries.state_of(read(running)) == rules.CORRECTED
    assert read(running).due_at > later


def test_a_confirmed_report_needs_no_silence(running, mara, dana):
    confirm(by=acting(mara), report_id=running.pk, contact_id=dana.pk, source="email", now=MONDAY)

    assert commands.follow_clocks(TUESDAY_MORNING) == 0
    assert queries.state_of(read(running)) == rules.CONFIRMED
    correct(by=acting(mara), report_id=running.pk, contact_id=dana.pk, words="But", now=TUESDAY_MORNING)
    assert read(running).confirmed_by is None


def test_what_the_client_hasnt_got_is_neither_corrected_nor_confirmed(osprey, mara, dana):
    report = make_report(osprey, mara, [dana])
    for change in (
        lambda: correct(by=acting(mara), report_id=report.pk, contact_id=dana.pk, words="No", now=MONDAY),
        lambda: confirm(by=acting(mara), report_id=report.pk, contact_id=dana.pk, now=MONDAY),
    ):
        with pytest.raises(Refused):
            change()


def test_a_correction_has_words_and_a_contact_of_this_account(running, mara, dana):
    other = make_contact(running.account.__class__.objects.create(name="Kestrel", currency="EUR", opened_at=MONDAY))
    for contact_id, words in ((dana.pk, " "), (other.pk, "No")):
        with pytest.raises(Invalid):
            correct(by=acting(mara), report_id=running.pk, contact_id=contact_id, words=words, now=MONDAY)


def test_an_addressee_without_an_address_is_missed_and_says_so(running, dana):
    dana.mail = ""
    dana.save()
    commands.follow_clocks(TUESDAY_MORNING)

    assert not reminders().exists()
    assert "contact_report.reminder_missed" in trail.actions_on(running)


def test_days_of_a_client_are_checked(osprey, mara, tim, dana):
    day = MONDAY.date()
    for fields in (
        AbsenceFields(dana.pk, day, day - timedelta(days=1)), AbsenceFields(dana.pk, day, day + timedelta(days=900)),
        AbsenceFields(999_999, day, day),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            add_absence(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


def test_what_the_client_answers_by_the_link_confirms_or_corrects_the_version_they_have(running, dana):
    item, contact = edition_of(running).item, Actor(kind="contact", id=dana.pk, label=dana.name, through="page")
    assert item is not None

    assert client_answers.decide(item, "approve", "", contact, MONDAY) == ""
    assert read(running).confirmed_by == dana
    assert client_answers.decide(item, "changes", "It was Thursday", contact, MONDAY) == ""
    assert queries.state_of(read(running)) == rules.CORRECTED
    assert client_answers.decide(item, "approve", "", contact, MONDAY) != ""
    stranger = Actor(kind="contact", id=dana.pk + 1000, label="Eve", through="page")
    assert client_answers.decide(item, "changes", "No", stranger, MONDAY) != ""
