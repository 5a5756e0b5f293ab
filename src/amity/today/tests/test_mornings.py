"""The morning email and the chat notice: at the person's hour, at most one a day, none when nothing needs them."""

import json
import re
from datetime import timedelta

import pytest

from amity.invoicing.tests.making import make_invoice
from amity.jobs.registry import schedules
from amity.outbox.models import Message
from amity.shared.errors import Invalid
from amity.shared.fetching import Answer, FetchFault
from amity.today.cards.collecting import board_of
from amity.today.letters import chat, commands, rules
from amity.today.letters.commands import choose_morning, send_mornings
from amity.today.letters.fields import MorningFields
from amity.today.letters.wording import morning_of
from amity.today.models import OwnToday
from amity.today.shown.commands import move_to_digest
from amity.today.tests.making import make_promise
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
EIGHT = MONDAY.replace(hour=8, minute=0)
HOOK = "https://hooks.slack.com/services/T1/B2/secret"


def emails(person) -> list[Message]:
    """The morning emails of a person, the first one first."""
    return list(Message.objects.filter(kind="today", to=person.mail).order_by("pk"))


def choose(person, **values) -> None:
    """Let a person choose."""
    choose_morning(by=acting(person), fields=MorningFields(**{"by_email": True, "hour": 8} | values), now=MONDAY)


@pytest.fixture
def promise(mara, osprey):
    return make_promise(osprey, mara, "The page list")


def test_the_email_leaves_at_the_persons_hour_once_a_day(mara, promise):
    choose(mara, hour=9)
    for hour in range(24):
        send_mornings(EIGHT.replace(hour=hour))
    (email,) = emails(mara)

    assert email.subject == "The page list (Osprey Rail)"
    assert "1 thing needs you. 1 is late or due today." in email.body
    assert re.search(r"^- The page list \(Osprey Rail, .+\)$", email.body, re.MULTILINE)
    assert "/today/" in email.body


def test_nothing_is_sent_when_nothing_needs_the_person(mara, tim, promise):
    send_mornings(EIGHT)

    assert [message.to for message in Message.objects.filter(kind="today")] == [mara.mail]


@pytest.mark.parametrize(("away", "sent"), [(0, 1), (4, 1), (5, 0), (6, 0)])
def test_the_weekend_is_quiet(mara, promise, away, sent):
    send_mornings(EIGHT + timedelta(days=away))

    assert len(emails(mara)) == sent


def test_a_person_turns_it_off(mara, promise):
    choose(mara, by_email=False)
    send_mornings(EIGHT)

    assert emails(mara) == []


def test_a_worker_that_was_down_catches_up_for_three_hours(mara, promise):
    assert rules.is_due(EIGHT.replace(hour=11), 8, None)
    assert not rules.is_due(EIGHT.replace(hour=12), 8, None)
    assert not rules.is_due(EIGHT, 8, EIGHT.date())
    assert "today.morning" in schedules


def test_kinds_in_the_digest_arrive_on_friday_alone(mara, promise):
    move_to_digest(by=acting(mara), kind="promise", now=MONDAY)
    for away in range(5):
        send_mornings(EIGHT + timedelta(days=away))
    (email,) = emails(mara)

    assert email.subject == "Friday’s digest"
    assert "Promises:\n- The page list (Osprey Rail)" in email.body


def test_a_notice_goes_to_the_chat_by_a_sealed_address(mara, promise, monkeypatch):
    asked = []

    def fetch(address, **values):
        asked.append((address, json.loads(values["body"])))
        return Answer(address=address, status=200, headers={}, body=b"")

    monkeypatch.setattr(chat, "fetch", fetch)
    choose(mara, chat="slack", address=HOOK, by_email=False)
    assert HOOK not in OwnToday.objects.get(person=mara).sealed_address
    for _time in range(2):
        send_mornings(EIGHT)
    ((address, body),) = asked

    assert (address, emails(mara)) == (HOOK, [])
    assert body["text"].startswith("*The page list (Osprey Rail)*\n• The page list (Osprey Rail)")


def test_a_chat_that_cannot_be_reached_is_shown_in_the_settings(client, mara, promise, monkeypatch):
    def fetch(address, **values):
        raise FetchFault("host", "hooks.slack.com")

    monkeypatch.setattr(chat, "fetch", fetch)
    choose(mara, chat="teams", address=HOOK)
    send_mornings(EIGHT)
    client.force_login(mara)

    assert "The chat didn’t accept the last notice" in client.get("/today/settings/").text
    assert len(emails(mara)) == 1


@pytest.mark.parametrize("address", ["", "http://hooks.slack.com/x", "hooks", "https://user:word@hooks.slack.com/"])
def test_a_chat_needs_a_safe_address(mara, address):
    with pytest.raises(Invalid):
        choose(mara, chat="slack", address=address)


def test_without_a_chat_the_address_is_forgotten(mara):
    choose(mara, chat="slack", address=HOOK)
    choose(mara)

    assert OwnToday.objects.get(person=mara).sealed_address == ""


def test_the_notice_for_teams_is_an_adaptive_card():
    body = rules.payload("teams", "Today: <b>", ["Osprey & Co: Late"], "https://amity.example/today/")
    card = body["attachments"][0]["content"]

    assert [block["text"] for block in card["body"]] == ["Today: <b>", "- Osprey & Co: Late"]
    assert card["actions"][0]["url"] == "https://amity.example/today/"


def test_slack_reads_no_mark_in_a_title():
    body = rules.payload("slack", "<!channel> & more", ["<@U1>"], "https://amity.example/today/")

    assert body["text"].startswith("*&lt;!channel&gt; &amp; more*\n• &lt;@U1&gt;\n")


def test_what_fails_for_one_person_leaves_the_others_theirs(mara, ada, promise, monkeypatch):
    make_promise(promise.account, ada, "The range review")

    def failing(by, now):
        if by.person_id == mara.pk:
            raise LookupError("a kind that fails")
        return board_of(by, now)

    monkeypatch.setattr(commands, "board_of", failing)
    send_mornings(EIGHT)

    assert (len(emails(mara)), len(emails(ada))) == (0, 1)


def test_the_email_says_once_how_late_something_is(fina, osprey):
    make_invoice(osprey, overdue=70, number="2026-0354")
    morning = morning_of(board_of(acting(fina), EIGHT), EIGHT)

    assert morning is not None
    assert "- Invoice 2026-0354: 70 days overdue (Osprey Rail)\n" in morning.body
    assert "days late" not in morning.body
