"""Closing the day: a line for each meeting, emails kept or dropped, what comes first tomorrow, nothing asked twice."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from amity.accounts.models import Contact, Preference
from amity.audit.models import Record
from amity.conversations.calls.models import NoNote
from amity.conversations.closings import commands, queries
from amity.conversations.closings.models import DayClosed
from amity.conversations.models import Note
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.tests.passed import make_action
from amity.conversations.tests.suspects import CLEO, take
from amity.expectations.models import Expectation
from amity.meetings.tests.making import make_meeting
from amity.scope.models import Request
from amity.waiting.queries import count_for, waiting_for
from tests.builders import MONDAY, acting, make_person

EVENING = MONDAY.replace(hour=17, minute=42)
PAGE = "/close-the-day/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evening():
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def cleo(osprey) -> Contact:
    return Contact.objects.create(account=osprey, name="Cleo Marsh", mail=CLEO)


@pytest.fixture
def steering(osprey, mara, cleo):
    return make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY, title="Steering group")


@pytest.fixture
def page(client, mara):
    client.force_login(mara)
    return client


def press(client, **data):
    """Press a button on the page as it is now, and return the answer."""
    shown = client.get(PAGE).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown))
    return client.post(PAGE, hidden | data)


def asks(person, at=EVENING):
    """Return the titles of the row that leads to the page."""
    with time_machine.travel(at, tick=False):
        groups = waiting_for(acting(person), at, only="close_day")
        return [(item.title, item.notes) for group in groups for item in group.items]


def promised(mara):
    """Take an email in which Mara promised something, and return the sentence."""
    take(mara, mara.mail, CLEO, "Hello Cleo,\n\nwe will have it on Friday.\n\nMara")
    return SuspectedRecord.objects.get(mark="promise")


def test_a_line_becomes_the_note_of_the_meeting_with_what_its_mark_says(page, mara, steering):
    answer = press(page, **{f"line-{steering.pk}": "! the page list by Friday", "save": steering.pk})

    assert answer.status_code == 302
    note = Note.objects.get()
    assert (note.meeting, note.author, note.title) == (steering, mara, "Steering group")
    assert Expectation.objects.get().promised_until == date(2026, 11, 27)
    shown = page.get(PAGE).content.decode()
    assert "Close Monday: 1 of 1 done" in shown
    assert "Note saved at 17:42" in shown


def test_every_button_saves_the_lines_that_were_typed(page, mara, steering):
    row = promised(mara)

    press(page, **{f"line-{steering.pk}": "Welsh is in", "drop": row.pk})

    assert Note.objects.get().text == "Welsh is in"
    assert SuspectedRecord.objects.get().state == "dropped"


def test_a_line_that_leaves_something_open_stays_in_its_field_and_the_day_open(page, mara, steering):
    text = "p Welsh"

    answer = press(page, **{f"line-{steering.pk}": text, "close": "1"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{text}"' in shown
    assert "This line leaves something open. Write a full note instead." in shown
    assert not DayClosed.objects.exists()
    assert not Note.objects.exists()


def test_a_line_for_a_meeting_that_a_colleague_noted_first_is_shown_again(page, mara, steering):
    shown = page.get(PAGE).content.decode()
    nonce = re.search(r'name="nonce" value="(\w+)"', shown)[1]  # type: ignore[index]
    press(page, **{f"line-{steering.pk}": "Welsh is in"})

    page.post(PAGE, {"nonce": nonce, f"line-{steering.pk}": "Launch on 17 February"})

    assert "You typed: Launch on 17 February" in page.get(PAGE).content.decode()
    assert Note.objects.get().text == "Welsh is in"


def test_nothing_to_note_is_recorded_and_undone(page, steering):
    press(page, none=steering.pk)
    assert NoNote.objects.filter(meeting=steering).exists()
    press(page, need=steering.pk)
    assert not NoNote.objects.exists()


def test_a_meeting_of_yesterday_of_others_or_in_progress_asks_for_no_line(page, osprey, mara, cleo):
    make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY - timedelta(days=1), title="Yesterday")
    make_meeting(osprey, people=[make_person("Jo")], contacts=[cleo], starts_at=MONDAY, title="Others")
    make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=EVENING - timedelta(minutes=5), title="In progress")

    shown = page.get(PAGE).content.decode()

    assert "Yesterday" not in shown.split("Still to do")[0]
    assert "Others" not in shown
    assert "It hasn’t ended yet." in shown
    assert 'name="line-' not in shown


def test_a_promise_is_kept_by_its_key_and_stays_on_the_page(page, mara, cleo):
    row = promised(mara)
    shown = page.get(PAGE).content.decode()
    assert 'data-decide="keep"' in shown
    assert "Did you promise this?" in shown

    press(page, keep=row.pk)

    kept = Expectation.objects.get()
    assert (kept.promised_by, kept.stated_by, kept.promised_until) == (mara, cleo, date(2026, 11, 27))
    assert "Promise recorded." in page.get(PAGE).content.decode()


def test_the_date_and_the_owner_of_a_promise_are_changed_in_its_row(page, mara, ada, cleo):
    row = promised(mara)

    refused = press(page, keep=row.pk, **{f"due-{row.pk}": "2026-13-01", f"owner-{row.pk}": ada.pk})
    assert "Enter a valid date." in refused.content.decode()
    assert not Expectation.objects.exists()

    press(page, keep=row.pk, **{f"due-{row.pk}": "2026-12-01", f"owner-{row.pk}": ada.pk})
    kept = Expectation.objects.get()
    assert (kept.promised_by, kept.promised_until) == (ada, date(2026, 12, 1))

    press(page, again=row.pk)
    assert not Expectation.objects.exists()
    assert SuspectedRecord.objects.get().state == "open"


def test_a_date_that_was_changed_in_another_row_is_still_there(page, mara, steering, cleo):
    row = promised(mara)

    answer = press(page, none=steering.pk, **{f"due-{row.pk}": "2026-12-01", f"owner-{row.pk}": mara.pk})

    assert NoNote.objects.exists()
    assert 'value="2026-12-01"' in answer.content.decode()


def test_what_was_dropped_is_asked_about_again_with_undo(page, mara, cleo):
    row = promised(mara)
    press(page, drop=row.pk)
    press(page, again=row.pk)
    assert SuspectedRecord.objects.get().state == "open"


def test_a_sentence_that_someone_decided_in_the_meantime_is_refused(page, mara, cleo):
    row = promised(mara)
    answer = press(page, keep=row.pk, **{f"version-{row.pk}": 7})
    assert "Someone else changed this first." in answer.content.decode()
    assert not Expectation.objects.exists()


def test_the_same_page_sent_twice_acts_once(page, mara, cleo):
    row = promised(mara)
    shown = page.get(PAGE).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown))
    for _again in range(2):
        assert page.post(PAGE, hidden | {"keep": row.pk}).status_code == 302
    assert Expectation.objects.count() == 1


def test_the_day_is_closed_with_what_was_recorded_and_says_so(page, mara, steering, cleo):
    press(page, **{f"line-{steering.pk}": "! the page list by Friday"})
    press(page, keep=promised(mara).pk)

    press(page, close="1")

    shown = page.get(PAGE).content.decode()
    assert "Day closed at 17:42: 1 note, 2 promises." in shown
    assert "<h1>Monday is closed</h1>" in shown
    row = DayClosed.objects.get()
    assert (row.person, row.day, row.notes, row.promises, row.requests) == (mara, MONDAY.date(), 1, 2, 0)
    assert Record.objects.filter(action="day.closed").count() == 1


def test_what_is_skipped_comes_back_the_next_evening_once_and_never_leaves_waiting(page, mara, cleo):
    row = promised(mara)
    for evening in range(3):
        at = EVENING + timedelta(days=evening)
        with time_machine.travel(at, tick=False):
            shown = [one.pk for one in queries.evening(acting(mara), at).suspected]
            assert shown == ([row.pk] if evening < 2 else [])
            commands.close_day(by=acting(mara), now=at)
            commands.close_day(by=acting(mara), now=at)
            [group] = waiting_for(acting(mara), at, only="suspected_promise")
            assert group.total == 1
    assert DayClosed.objects.count() == 3


def test_the_row_waits_late_in_the_day_until_the_day_is_closed(mara, steering, cleo):
    promised(mara)
    assert asks(mara, MONDAY.replace(hour=15, minute=59)) == []
    assert asks(mara) == [("Close Monday", ["1 meeting without a note", "1 email to keep or drop"])]

    commands.close_day(by=acting(mara), now=EVENING)

    assert asks(mara) == []
    assert [title for title, _notes in asks(mara, EVENING + timedelta(days=1))] == ["Close Tuesday"]


def test_the_row_goes_by_the_hour_where_the_person_is(mara, steering):
    mara.time_zone = "America/New_York"
    mara.save()
    assert asks(mara) == []


def test_who_has_nothing_to_settle_is_not_asked(mara, ada, steering):
    assert asks(ada) == []
    assert count_for(acting(ada), EVENING) == (0, 0)


def test_what_waits_and_the_next_working_days_meetings_come_first_tomorrow(page, osprey, mara, cleo, steering):
    make_meeting(osprey, people=[mara], contacts=[cleo], starts_at=MONDAY + timedelta(days=1), title="Account review")
    Request.objects.create(account=osprey, words="Six more stations", asked_on=MONDAY.date(), added_at=MONDAY)

    shown = page.get(PAGE).content.decode()

    first = shown[shown.index("Tomorrow’s first three") :]
    assert first.index("Six more stations") < first.index("Account review")
    assert "Meetings without a note" not in first


def test_on_friday_monday_comes_next():
    assert queries.next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)


def test_only_the_person_asked_decides(client, ada, mara, cleo):
    row = promised(mara)
    client.force_login(ada)
    answer = client.post(
        reverse("conversations:close_day"), {"nonce": "a" * 32, "keep": row.pk, f"version-{row.pk}": 1}
    )
    assert "Not found." in answer.content.decode()
    assert not Expectation.objects.exists()


def test_a_preference_in_an_email_is_kept_on_the_page(page, mara, cleo):
    take(mara, CLEO, mara.mail, "Hello Mara,\n\nWe never use exclamation marks.\n\nCleo")
    row = SuspectedRecord.objects.get(mark="preference")
    assert "We never use exclamation marks." in page.get(PAGE).content.decode()

    press(page, keep=row.pk)

    kept = Preference.objects.get()
    assert (kept.stated_by, kept.client_words) == (cleo, "We never use exclamation marks.")


def test_only_the_first_three_of_what_waits_are_shown_for_tomorrow(page, osprey, mara):
    for number in range(1, 5):
        make_action(osprey, by=mara, what=f"Task {number}", due_on=MONDAY.date() + timedelta(days=1))

    shown = page.get(PAGE).content.decode()
    first = shown[shown.index("Tomorrow’s first three") :]

    assert [f"Task {number}" in first for number in range(1, 5)] == [True, True, True, False]
