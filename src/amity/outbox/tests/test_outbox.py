"""Sending, trying again, and what a person decides about a message."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from amity.outbox import commands, queries, rules, sending
from amity.outbox.models import Message
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person

LINK = "https://amity.example/welcome/secret-token/"


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def root(agency):
    return make_person("Root", "administrator")


def queue(person, **values):
    defaults = {
        "audience": "staff",
        "kind": "k",
        "to": person.mail,
        "subject": "Hi\nthere",
        "body": f"Go: {rules.LINK}",
    }
    return commands.queue(**defaults | values, secret=LINK, now=MONDAY)


def deliver(after=timedelta()):
    return sending.deliver(lambda: MONDAY + after)


def state(message):
    return Message.objects.get(pk=message.pk).state


def broken(monkeypatch, fault):
    def send(self, fail_silently=False):
        raise fault

    monkeypatch.setattr(mail.EmailMessage, "send", send)


def test_a_message_leaves_with_its_link_which_is_then_forgotten(mara, smtp):
    message = queue(mara)

    assert (deliver(), deliver()) == (1, 0)
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Hi there", f"Go: {LINK}")
    assert (state(message), Message.objects.get().secret) == ("sent", "")


@pytest.mark.parametrize("audience", ["client", "staff", "guest"])
def test_strangers_and_clients_are_not_written_to(mara, audience):
    with pytest.raises(Refused):
        queue(mara, audience=audience, to="stranger@x.example")


def test_a_code_goes_to_a_named_outsider(mara, smtp):
    assert queue(mara, audience="guest", kind="code", to="counsel@law.example").state == "waiting"


def test_a_message_of_an_act_that_failed_was_never_written(mara):
    def act():
        with transaction.atomic():
            queue(mara)
            raise KeyError

    with pytest.raises(KeyError):
        act()

    assert not Message.objects.exists()


def test_a_server_that_is_away_is_tried_again_later_and_given_up_in_the_end(mara, smtp, monkeypatch):
    message = queue(mara)
    broken(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    deliver()
    assert (state(message), deliver(timedelta(seconds=59))) == ("waiting", 0)

    for days in range(1, 8):
        deliver(timedelta(days=days))
    assert state(message) == "failed"


def test_a_refused_address_is_given_up_at_once(mara, smtp, monkeypatch):
    message = queue(mara)
    broken(monkeypatch, smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}))

    deliver()

    assert state(message) == "failed"


def test_what_broke_off_in_the_middle_is_unknown_and_not_sent_again(mara, smtp, monkeypatch):
    message = queue(mara)
    broken(monkeypatch, smtplib.SMTPServerDisconnected("gone"))

    deliver()

    assert (state(message), deliver(timedelta(days=9))) == ("unknown", 0)


def test_what_a_killed_worker_had_in_hand_waits_for_a_person(root, mara, smtp):
    message = queue(mara)
    Message.objects.update(state="sending", claimed_at=MONDAY)
    deliver(timedelta(minutes=6))
    assert (state(message), len(mail.outbox)) == ("unknown", 0)

    commands.decide(by=acting(root), message_id=message.pk, was_sent=False, now=MONDAY)
    assert deliver(timedelta(minutes=7)) == 1


def test_a_decision_is_taken_once_and_by_administrators(root, fina, mara, smtp):
    message = queue(mara)
    Message.objects.update(state="unknown")
    with pytest.raises(Refused):
        commands.decide(by=acting(fina), message_id=message.pk, was_sent=True, now=MONDAY)

    commands.decide(by=acting(root), message_id=message.pk, was_sent=True, now=MONDAY)
    with pytest.raises(Refused, match="decision"):
        commands.decide(by=acting(root), message_id=message.pk, was_sent=False, now=MONDAY)


def test_the_administrator_sees_the_mail_without_its_link_and_no_one_else_does(client, root, mara, smtp):
    queue(mara)
    client.force_login(root)

    page = client.get("/settings/mail/").content.decode()
    assert queries.outbox_seen_by(acting(root)).get().subject in page
    assert "secret-token" not in page
    assert "secret-token" not in b"".join(client.get("/settings/mail/?export=csv")).decode()
    with pytest.raises(Refused):
        queries.outbox_seen_by(acting(mara))


def test_a_given_up_message_can_be_tried_again(root, mara, smtp):
    message = queue(mara)
    Message.objects.update(state="failed")

    commands.try_again(by=acting(root), message_id=message.pk, now=MONDAY)

    assert deliver() == 1


def test_an_email_that_was_queued_while_the_clock_was_ahead_does_not_wait_for_that_time(mara, smtp):
    message = queue(mara)
    Message.objects.update(next_try_at=MONDAY + rules.LONGEST_WAIT + timedelta(minutes=1))

    assert (deliver(), deliver(), state(message)) == (1, 0, "sent")


def test_a_time_within_the_longest_wait_is_kept_when_the_clock_goes_back(mara, smtp):
    queue(mara)
    Message.objects.update(next_try_at=MONDAY + rules.LONGEST_WAIT)

    assert deliver() == 0
