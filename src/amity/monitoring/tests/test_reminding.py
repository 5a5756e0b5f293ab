"""Late client input: a reminder sent from where it waits, and whose turn it is afterwards."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.gate import rules as items
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact
from amity.monitoring.changes import ChaseFields, InputFields
from amity.monitoring.inputs import commands, sending
from amity.monitoring.inputs.queries import INPUT
from amity.outbox.sending import deliver
from amity.shared.errors import Invalid
from amity.waiting.queries import open_on, waiting_for
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()
ASKED = TODAY - timedelta(days=12)


@pytest.fixture
def photos(piet, site, osprey):
    dana = make_contact(osprey, "Dana Whitlock")
    fields = InputFields(
        "Station photos", TODAY - timedelta(days=6), project_id=site.pk, contact_id=dana.pk, asked_on=ASKED
    )
    return commands.ask_input(by=acting(piet), fields=fields, now=MONDAY)


def late(person, now=MONDAY):
    """The late inputs that wait for a person."""
    return [item for group in waiting_for(acting(person), now, only="input") for item in group.items]


def act(client, photos, act="remind", way="act"):
    """Press the button of the row."""
    return client.post(
        reverse(f"waiting:{way}", args=["input", photos.pk, act]),
        {"version": photos.version, "nonce": uuid.uuid4().hex},
    )


def test_the_first_action_reminds_and_the_second_marks_it_as_received(mara, piet, photos):
    [item] = late(piet)

    assert item.acts == ("remind", "received")
    assert item.heading == "Station photos: 6 days late"
    assert item.message.to == "Dana Whitlock"
    assert "We were expecting this from you" in item.message.text


def test_reminding_submits_the_email_to_its_lane_and_the_client_has_the_turn(client, piet, photos):
    client.force_login(piet)
    assert act(client, photos).status_code == 302

    [email] = Item.objects.filter(subject_kind=INPUT, subject_id=photos.pk)
    assert (email.author, email.subject) == (piet, "Reminder: Station photos")
    assert email.state in (*items.WAITING, *items.GOING)
    assert late(piet) == []


def test_a_delivered_reminder_is_recorded_as_one(client, mara, photos, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.force_login(mara)
    act(client, photos)
    [email] = Item.objects.filter(subject_kind=INPUT, subject_id=photos.pk)
    later = MONDAY + timedelta(hours=3)
    release_due(lambda: later)
    deliver(lambda: later)
    email.refresh_from_db()

    assert "We were expecting this from you" in email.body
    assert [chase.outgoing for chase in photos.chases.all()] == [email]


def test_undoing_withdraws_the_email_that_has_not_left(client, piet, photos):
    client.force_login(piet)
    act(client, photos)
    assert act(client, photos, way="undo").status_code == 302

    assert Item.objects.get(subject_id=photos.pk, subject_kind=INPUT).state == items.WITHDRAWN
    assert len(late(piet)) == 1


def test_three_days_after_a_reminder_it_waits_again(piet, photos):
    commands.chase_input(by=acting(piet), input_id=photos.pk, fields=ChaseFields(TODAY, "phone"), now=MONDAY)

    assert late(piet) == []
    assert late(piet, MONDAY + timedelta(days=2)) == []
    assert len(late(piet, MONDAY + timedelta(days=3))) == 1


def on_account(person, account, day=TODAY):
    """The late input on the account's *Open now*."""
    [item] = [
        item for group in open_on(acting(person), account.pk, day) for item in group.items if group.kind.key == "input"
    ]
    return item


def test_on_its_account_a_reminder_in_going_out_cannot_be_sent_again(client, piet, photos, osprey):
    assert on_account(piet, osprey).acts == ("remind", "received")
    client.force_login(piet)
    act(client, photos)
    item = on_account(piet, osprey)

    assert (item.acts, item.message, item.open) == (("received",), None, "")
    assert "email in Going out" in item.notes


def test_on_its_account_it_is_the_clients_turn_for_three_days_after_a_reminder(piet, photos, osprey):
    commands.chase_input(by=acting(piet), input_id=photos.pk, fields=ChaseFields(TODAY, "phone"), now=MONDAY)
    item = on_account(piet, osprey, TODAY + timedelta(days=2))

    assert (item.acts, item.message, item.open) == (("received",), None, "")
    assert item.notes[0].startswith("reminded ")
    assert on_account(piet, osprey, TODAY + timedelta(days=3)).acts == ("remind", "received")


def test_without_an_email_address_there_is_only_the_page_to_remind_from(piet, photos):
    photos.contact.mail = ""
    photos.contact.save()
    [item] = late(piet)

    assert item.acts == ("received",)
    assert item.open == "Record a reminder"
    assert item.form == f"/inputs/{photos.pk}/chase/"


def test_today_shows_the_message_before_it_is_sent(client, piet, photos):
    client.force_login(piet)
    page = client.get("/today/").content.decode()

    assert "Message to Dana Whitlock" in page
    assert "Edit before you send" in page
    assert page.index("Send reminder") < page.index("Mark as received")


def test_a_reminder_that_a_check_blocks_is_not_kept_and_says_where_to_write_it(client, piet, photos, monkeypatch):
    def blocked(**_values):
        raise Invalid("Lacks a “must” of the client.")

    monkeypatch.setattr(sending, "submit", blocked)
    client.force_login(piet)
    answer = act(client, photos)

    assert "Lacks a “must” of the client. Open the request and write the email there." in answer.content.decode()
    assert not Item.objects.filter(subject_kind=INPUT, subject_id=photos.pk).exists()
    assert len(late(piet)) == 1
