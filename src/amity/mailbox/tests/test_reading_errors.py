"""Reading after errors: cards, pauses, claims of killed processes, and threads that are woken and stopped."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from amity.mailbox.connections import rules
from amity.mailbox.connections.commands import Secret, edit_mailbox, pause_mailbox, read_now
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.models import ReadFolder, Reading
from amity.mailbox.connections.session import Session
from amity.mailbox.messages.commands import take_messages
from amity.mailbox.models import Message
from amity.mailbox.reading import claims
from amity.mailbox.reading.supervisor import Supervisor
from amity.mailbox.reading.thread import read_mailbox
from amity.mailbox.reading.work import Signals
from amity.mailbox.tests.connected import make_connection, on_server
from amity.mailbox.tests.reading import TOKEN, connected, letter, read, subjects
from amity.shared.values import value_of
from amity.waiting.kinds import Item
from amity.waiting.queries import waiting_for
from tests.builders import acting
from tests.rig.mail_server import PASSWORD
from tests.rig.patience import wait_for

pytestmark = pytest.mark.django_db


def test_a_refused_login_waits_for_its_person_and_ends_by_itself(mara, cleo, mail_server, address):
    row = make_connection(mara, on_server(mail_server, address), password="old", now=timezone.now())
    reading = read(row)
    assert (reading.state, reading.fault, reading.tries) == (rules.REFUSED, rules.REFUSED_LOGIN, 1)
    assert Reading.objects.filter(next_try_at__gt=timezone.now()).exists()
    [item] = cards(mara)
    assert address in item.title
    assert "Enter the new one" in item.notes[0]

    edit_mailbox(
        by=acting(mara), connection_id=row.pk, version=1, fields=value_of(row, MailboxFields),
        secret=Secret(rules.PASSWORD, PASSWORD), now=timezone.now(),
    )  # fmt: skip
    reading = read(row)
    assert (reading.state, reading.fault, reading.tries, cards(mara)) == (rules.READ, "", 0, [])


def test_a_server_that_cannot_be_reached_is_no_card_but_tried_again_later(mara, mail_server, address):
    row = connected(mail_server, mara, address, imap_port=9)
    waits = []
    for _try in (1, 2):
        next_try_at = read(row).next_try_at
        assert next_try_at is not None
        waits.append(next_try_at - timezone.now())

    assert Reading.objects.get().state == rules.UNREACHABLE
    assert waits[1] - waits[0] > timedelta(seconds=20)
    assert cards(mara) == []


def test_the_card_of_a_shared_mailbox_is_for_who_handles_the_account(mara, ada, osprey, mail_server, address):
    row = make_connection(ada, on_server(mail_server, address), account=osprey, password="old", now=timezone.now())
    read(row)
    assert len(cards(mara)) == 1
    assert cards(ada) == []


def test_two_processes_never_read_one_mailbox(mara, mail_server, address):
    row, now = connected(mail_server, mara, address), timezone.now()
    assert claims.claim(row.pk, "first", now)
    assert not claims.claim(row.pk, "second", now + timedelta(seconds=30))
    assert row not in claims.due(now + timedelta(seconds=30))


def test_the_claim_of_a_killed_process_lapses(mara, mail_server, address):
    row, now = connected(mail_server, mara, address), timezone.now()
    claims.claim(row.pk, "killed", now)
    later = now + rules.LAPSES_AFTER + timedelta(seconds=1)
    assert row in claims.due(later)
    assert claims.claim(row.pk, "next", later)
    assert claims.beat([row.pk], "killed", later) == set()


def test_a_killed_reading_continues_where_its_last_batch_ended(mara, cleo, mail_server, address, monkeypatch):
    monkeypatch.setattr("amity.mailbox.reading.folders.BATCH", 2)
    mail_server.put(address, *(letter(address, f"Number {number}") for number in range(5)))
    row, really = connected(mail_server, mara, address), Session.headings
    asked = []

    def dies_at_the_second(session, uids):
        asked.append(list(uids))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return really(session, uids)

    monkeypatch.setattr(Session, "headings", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        read(row)
    read(row)

    assert subjects() == [f"Number {number}" for number in range(5)]
    assert asked[1] == asked[2]
    assert Message.objects.count() == 5


def test_pausing_stops_a_reading_between_batches(mara, cleo, mail_server, address, monkeypatch):
    monkeypatch.setattr("amity.mailbox.reading.folders.BATCH", 2)
    mail_server.put(address, *(letter(address, f"Number {number}") for number in range(6)))
    row, really, signals = connected(mail_server, mara, address), Session.headings, Signals()

    def stops(session, uids):
        signals.stop.set()
        return really(session, uids)

    monkeypatch.setattr(Session, "headings", stops)
    monkeypatch.setattr(connections, "close_all", lambda: None)
    claims.claim(row.pk, TOKEN, timezone.now())
    read_mailbox(row.pk, TOKEN, signals)

    assert len(subjects()) == 2
    assert ReadFolder.objects.get().last_uid > 0


def test_an_email_that_cannot_be_written_does_not_stop_those_after_it(mara, cleo, mail_server, address, monkeypatch):
    really = take_messages

    def fails(*, raws, **given):
        if any(b"Bad" in raw for raw in raws):
            raise ZeroDivisionError
        return really(raws=raws, **given)

    monkeypatch.setattr("amity.mailbox.reading.intake.take_messages", fails)
    mail_server.put(address, letter(address, "One"), letter(address, "Bad"), letter(address, "Two"))
    reading = read(connected(mail_server, mara, address))

    assert (subjects(), reading.state) == (["One", "Two"], rules.READ)


@pytest.mark.django_db(transaction=True)
def test_a_new_email_wakes_the_mailbox_and_a_pause_ends_it(mara, cleo, mail_server, address):
    """The threads of a supervisor wait by IDLE: an email is there long before the two minutes of polling."""
    row, over = connected(mail_server, mara, address), threading.Event()
    running = threading.Thread(target=lambda: Supervisor().run(over.is_set))
    running.start()
    try:
        wait_for(lambda: Reading.objects.get().state == rules.READ, "the mailbox was read")
        mail_server.put(address, letter(address, "It woke up"))
        wait_for(lambda: subjects() == ["It woke up"], "IDLE woke the thread", seconds=60)
        read_now(by=acting(mara), connection_id=row.pk, now=timezone.now())
        wait_for(lambda: Reading.objects.get().asked_at is None, "it was asked to read")
        pause_mailbox(by=acting(mara), connection_id=row.pk, now=timezone.now())
        wait_for(lambda: Reading.objects.get().token == "", "the thread gave up its claim", seconds=60)
    finally:
        over.set()
        running.join(30)
    assert not running.is_alive()


def cards(person) -> list[Item]:
    """Return the items of mailboxes that wait for a person."""
    groups = waiting_for(acting(person), timezone.now(), only="mailbox")
    return [item for group in groups for item in group.items]
