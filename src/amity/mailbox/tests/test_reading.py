"""Reading connected mailboxes on a real server: headers first, never twice, never private, and after errors again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amity.mailbox.connections import rules
from amity.mailbox.connections.models import Place
from amity.mailbox.models import Message
from amity.mailbox.registrations.models import ReadingRule
from amity.mailbox.tests.reading import CLEO, connected, letter, noted, read, subjects

pytestmark = pytest.mark.django_db


def test_only_emails_with_a_client_are_taken(mara, cleo, mail_server, address):
    mail_server.put(
        address, letter(address, "From Cleo"), letter(address, "Lunch?", "friend@elsewhere.example"),
        letter(address, "Between us", "tim@halden.example"),
    )  # fmt: skip
    reading = read(connected(mail_server, mara, address))

    assert subjects() == ["From Cleo"]
    assert (reading.state, reading.seen, reading.taken) == (rules.READ, 3, 1)
    assert reading.token == ""


def test_the_body_of_an_email_is_read_only_after_its_headers_showed_a_client(
    mara, cleo, mail_server, address, monkeypatch
):
    mail_server.put(address, letter(address, "From Cleo"), letter(address, "Lunch?", "friend@elsewhere.example"))
    fetched = noted(monkeypatch, "email")
    read(connected(mail_server, mara, address))

    assert len(fetched) == 1


def test_a_folder_named_private_is_never_opened(mara, cleo, mail_server, address, monkeypatch):
    for folder in ("Private", "PRIVATE/Sent", "Sent"):
        mail_server.put(address, letter(address, f"In {folder}"), folder=folder)
    opened = noted(monkeypatch, "open")
    read(connected(mail_server, mara, address))

    assert subjects() == ["In Sent"]
    assert set(opened) == {"INBOX", "Sent"}


def test_what_was_sent_from_another_program_is_recorded_as_out(mara, cleo, mail_server, address):
    mara.mail = address
    mara.save()
    mail_server.put(address, letter(CLEO, "Your draft", address), folder="Sent")
    read(connected(mail_server, mara, address))

    assert Message.objects.get().direction == "out"


def test_a_mailbox_is_read_back_as_many_days_as_its_person_chose(mara, cleo, mail_server, address):
    now = timezone.now()
    mail_server.put(address, letter(address, "Old"), arrived=now - timedelta(days=40))
    mail_server.put(address, letter(address, "Recent"), arrived=now - timedelta(days=5))
    read(connected(mail_server, mara, address, days_back=30))

    assert subjects() == ["Recent"]


def test_reading_again_takes_only_what_is_new(mara, cleo, mail_server, address):
    row = connected(mail_server, mara, address)
    mail_server.put(address, letter(address, "One"))
    read(row)
    mail_server.put(address, letter(address, "Two"))
    reading = read(row)

    assert (subjects(), reading.seen, reading.taken) == (["One", "Two"], 2, 2)


def test_a_renumbered_folder_is_read_again_without_duplicates(mara, cleo, mail_server, address):
    row = connected(mail_server, mara, address)
    first = letter(address, "One")
    mail_server.put(address, first, folder="Sent")
    read(row)
    before = Place.objects.get()
    mail_server.renumber(address, "Sent")
    mail_server.put(address, first, letter(address, "Two"), folder="Sent")
    read(row)

    assert subjects() == ["One", "Two"]
    places = list(Place.objects.all())
    assert before.uidvalidity not in {one.uidvalidity for one in places}
    assert len(places) == 2


def test_the_same_email_in_two_mailboxes_is_one_with_two_places(mara, tim, cleo, mail_server, address):
    raw = letter(address, "To both")
    rows = []
    for number, person in enumerate((mara, mara)):
        own = f"{number}-{address}"
        mail_server.put(own, raw)
        rows.append(connected(mail_server, person, own))
    for row in rows:
        read(row)

    assert (Message.objects.count(), Place.objects.count()) == (1, 2)


def test_headers_only_until_someone_asks_for_the_text(mara, cleo, mail_server, address):
    ReadingRule.objects.create(pk=1, bodies=rules.HEADERS)
    mail_server.put(address, letter(address, "From Cleo"))
    row = connected(mail_server, mara, address)
    read(row)
    message = Message.objects.get()
    assert (message.headers_only, message.text) == (True, "")

    Place.objects.update(text_asked_at=timezone.now())
    read(row)
    message.refresh_from_db()
    assert (message.headers_only, message.text.strip()) == (False, "Hello")
    assert not Place.objects.filter(text_asked_at__isnull=False).exists()
