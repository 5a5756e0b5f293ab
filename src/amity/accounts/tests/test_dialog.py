"""A form in a dialog: the form alone, its faults in place, and the address to go to instead of a redirect."""

import uuid

import pytest
from django.urls import reverse

from amity.accounts.models import Account

IN_DIALOG = {"HTTP_X_DIALOG": "1"}


@pytest.fixture
def address(client, mara, osprey):
    """Return the address of a form, as Mara, who can send it."""
    client.force_login(mara)
    return reverse("accounts:edit_account", args=[osprey.pk])


def test_a_dialog_gets_the_form_alone_with_names_of_its_own_for_the_fields(client, address):
    drawn = client.get(address, **IN_DIALOG).content.decode()

    assert "<html" not in drawn
    assert f'action="{address}"' in drawn
    assert 'id="dialog_name"' in drawn
    assert 'id="id_name"' in client.get(address).content.decode()


def test_a_fault_is_shown_in_the_dialog_with_what_was_typed(client, address, osprey):
    sent = {"nonce": uuid.uuid4().hex, "version": osprey.version, "name": "x" * 300, "currency": "EUR"}

    answer = client.post(address, sent, **IN_DIALOG)

    assert (answer.status_code, "<html" in answer.content.decode()) == (422, False)
    assert f'value="{"x" * 300}"' in answer.content.decode()


def test_once_saved_the_answer_names_the_page_to_go_to(client, address, osprey):
    sent = {"nonce": uuid.uuid4().hex, "version": osprey.version, "name": "Osprey", "currency": "EUR"}

    answer = client.post(address, sent, **IN_DIALOG)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["X-Goes-To"].startswith(f"/accounts/{osprey.pk}/")
    assert Account.objects.get(pk=osprey.pk).name == "Osprey"


def test_a_page_that_stays_behind_the_dialog_says_that_it_was_saved(client, address, osprey):
    sent = {"nonce": uuid.uuid4().hex, "version": osprey.version, "name": "Osprey", "currency": "EUR"}
    client.post(address, sent, HTTP_X_DIALOG="stays")
    assert "Saved." in client.get("/today/").text

    osprey.refresh_from_db()
    sent |= {"nonce": uuid.uuid4().hex, "version": osprey.version, "name": "Osprey Rail"}
    client.post(address, sent, **IN_DIALOG)
    assert "Saved." not in client.get("/today/").text


def test_add_another_saves_and_leads_to_the_empty_form_with_the_notice(client, address, osprey):
    add = reverse("accounts:add_contact", args=[osprey.pk])
    sent = {"nonce": uuid.uuid4().hex, "name": "Dana Whitlock", "again": "1"}

    answer = client.post(add, sent, **IN_DIALOG)

    assert (answer.status_code, answer["Location"]) == (302, add)
    drawn = client.get(add, **IN_DIALOG).content.decode()
    assert '<button class="btn" name="again" value="1">Save and add another</button>' in drawn
    assert "Contact added: Dana Whitlock" in drawn
    assert 'value="Dana Whitlock"' not in drawn
    assert osprey.contacts.filter(name="Dana Whitlock").exists()
