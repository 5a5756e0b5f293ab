"""What a client answers to a contact report: a correction by reply, and a question that pauses the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from amity.contact_reports import queries, rules
from amity.contact_reports.clocks.commands import follow_clocks
from amity.contact_reports.models import Correction
from amity.contact_reports.tests.making import edition_of, make_report, read, sent, with_silence
from amity.gate.models import Item
from amity.portal.answers import commands, taking_note
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.tests.making import signed_in
from amity.portal.tests.replying import NONE, reply
from amity.portal.tests.test_replies import told
from tests.builders import MONDAY, acting, make_agency

pytestmark = pytest.mark.django_db
TUESDAY_MORNING = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
WEDNESDAY_EVENING = datetime(2026, 11, 25, 16, 35, tzinfo=UTC)
QUESTION = Given("question", "Is that Tuesday?", "DW")


@pytest.fixture
def dana(osprey):
    from amity.gate.tests.making import make_contact

    make_agency()
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day", "decision_maker"])


@pytest.fixture
def running(osprey, mara, dana):
    with_silence(osprey)
    report = sent(make_report(osprey, mara, [dana]), mara)
    Item.objects.filter(report_edition__report=report).update(message_id="<report@halden.example>")
    return read(report)


def email_of(report):
    item = edition_of(report).item
    assert item is not None
    item.refresh_from_db()
    return item


def remind(now=TUESDAY_MORNING):
    """Send the reminder, and return it."""
    assert follow_clocks(now) == 1
    Item.objects.filter(kind="input").update(state="sent", sent_at=now, message_id="<reminder@halden.example>")
    return Item.objects.get(kind="input")


def test_a_reply_to_a_report_corrects_it_and_stops_the_clock(running, mara):
    answer = reply(email_of(running), mara, "The date is wrong, it was Thursday.")

    assert (answer.choice, answer.state) == ("changes", "taken")
    assert [one.words for one in Correction.objects.all()] == ["The date is wrong, it was Thursday."]
    assert queries.state_of(read(running)) == rules.CORRECTED
    assert follow_clocks(WEDNESDAY_EVENING) == 0
    assert told() == []


def test_a_reply_to_the_reminder_corrects_the_report_too(running, mara):
    reply(remind(), mara, "No, it was Thursday.")

    assert queries.state_of(read(running)) == rules.CORRECTED


@pytest.mark.parametrize(
    "text",
    [
        "Hi Mara,\n\nquick question: is the launch still on Tuesday?\n\nBest regards\nDana Whitlock",
        "Vielen Dank für das Protokoll. Wer liefert die Fotos, Sie oder wir?\n\nViele Grüße\nDana",
        "Merci pour le compte rendu. Qui envoie les photos, vous ou nous ?",
    ],
)
def test_a_reply_that_only_asks_pauses_the_clock_and_corrects_nothing(running, mara, text):
    remind()
    answer = reply(email_of(running), mara, text)

    assert (answer.choice, answer.state) == ("question", "asked")
    assert not Correction.objects.exists()
    assert queries.state_of(read(running)) == rules.RUNNING
    assert follow_clocks(WEDNESDAY_EVENING + timedelta(days=5)) == 0
    assert told() == [], "it wasn't meant to decide"
    taking_note.mark_seen(by=acting(mara), answer_id=answer.pk, now=WEDNESDAY_EVENING)
    assert follow_clocks(WEDNESDAY_EVENING + timedelta(days=2)) == 1


def test_a_question_with_a_correction_corrects(running, mara):
    assert reply(email_of(running), mara, "It was Thursday. Can you change that?").choice == "changes"


def test_a_question_about_the_reminder_pauses_the_clock_too(running, mara):
    assert reply(remind(), mara, "Is the launch still on Tuesday?").state == "asked"
    assert follow_clocks(WEDNESDAY_EVENING + timedelta(days=5)) == 0


@pytest.mark.parametrize("text", ["Thanks, Mara!", "Got it, thank you\n\nBest regards\nDana Whitlock"])
def test_thanks_correct_nothing(running, mara, text):
    assert reply(remind(), mara, text) is None
    assert reply(email_of(running), mara, text).state == "asked"
    assert queries.state_of(read(running)) == rules.RUNNING


def test_a_reply_that_no_one_vouches_for_corrects_nothing_but_pauses_the_clock(running, mara):
    answer = reply(email_of(running), mara, "The date is wrong", auth=NONE)

    assert (answer.choice, answer.state) == ("question", "asked")
    assert not Correction.objects.exists()
    assert follow_clocks(WEDNESDAY_EVENING) == 0


def test_a_question_on_the_pages_pauses_the_clock_until_it_is_read_and_for_a_full_day_more(running, client, mara, dana):
    remind()
    item = email_of(running)
    answer = commands.answer_on_pages(
        item_id=item.pk, digest=item.digest, given=QUESTION, visitor=signed_in(dana, now=MONDAY), now=TUESDAY_MORNING
    )
    client.force_login(mara)

    assert follow_clocks(WEDNESDAY_EVENING + timedelta(days=5)) == 0
    assert "paused until you have read" in client.get(f"/contact-reports/{running.pk}/").content.decode()
    assert "You haven’t read the client’s answer." in client.get("/waiting/").content.decode()

    thursday = WEDNESDAY_EVENING + timedelta(days=1)
    taking_note.mark_seen(by=acting(mara), answer_id=answer.pk, now=thursday)
    assert follow_clocks(thursday + timedelta(hours=1)) == 0
    assert follow_clocks(thursday + timedelta(days=1)) == 1
    assert queries.state_of(read(running)) == rules.BASIS


def test_an_answer_that_is_perhaps_a_scanners_pauses_nothing(running, dana):
    remind()
    item = email_of(running)
    Answer.objects.create(
        item=item, account=item.account, contact=dana, digest=item.digest, choice="question", state="scanner",
        way="link", name="DW", at=MONDAY,
    )  # fmt: skip

    assert follow_clocks(WEDNESDAY_EVENING) == 1
