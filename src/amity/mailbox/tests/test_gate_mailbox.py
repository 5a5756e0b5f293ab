"""The mailbox of Going out, read from a real IMAP server: what colleagues write becomes an item, once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.audit import trail
from amity.gate.models import Item
from amity.mailbox.connections import queries
from amity.mailbox.connections.commands import set_gate_mailbox
from amity.mailbox.tests.connected import internal_hosts, make_connection
from amity.mailbox.tests.reading import CLEO, address, cleo, connected, read
from amity.people import rules as roles
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person
from tests.rig.mail_server import email

__all__ = ["address", "cleo", "internal_hosts"]
VOUCHED = "127.0.0.1; dmarc=pass header.from=halden.example"


@pytest.fixture
def admin(agency):
    return make_person("Edda", roles.ADMINISTRATOR)


def written(person, to, subject, **headers):
    text = f"To: {CLEO}\n\nHello Cleo,\n\nIt is ready."
    return email(person.mail, to, subject, text, at=timezone.now() - timedelta(minutes=5), **headers)


@pytest.mark.django_db(transaction=True)
def test_what_a_colleague_writes_to_it_becomes_an_item_once(mail_server, admin, mara, cleo, address):
    mara.mail = "mara@halden.example"
    mara.save()
    row = connected(mail_server, admin, address)
    set_gate_mailbox(by=acting(admin), connection_id=row.pk, now=timezone.now())
    mail_server.put(
        address, written(mara, address, "Banner", Authentication_Results=VOUCHED),
        email("stranger@elsewhere.example", address, "Offer", at=timezone.now()),
    )  # fmt: skip
    assert read(row).state == "read"
    mail_server.put(address, written(mara, address, "Forged"))
    read(row)

    item = Item.objects.get()
    assert (item.author, item.subject, item.body) == (mara, "Banner", "Hello Cleo,\n\nIt is ready.")
    assert [one.contact for one in item.recipients.all()] == [cleo]


@pytest.mark.django_db(transaction=True)
def test_an_ordinary_mailbox_makes_no_items(mail_server, admin, mara, cleo, address):
    mara.mail = "mara@halden.example"
    mara.save()
    row = connected(mail_server, admin, address)
    mail_server.put(address, written(mara, address, "Banner", Authentication_Results=VOUCHED))
    read(row)

    assert not Item.objects.exists()


@pytest.mark.parametrize(("sent", "status"), [({}, 404), ({"connection_id": "x"}, 404), ({"connection_id": ""}, 302)])
def test_only_a_blank_value_ends_the_mailbox_of_going_out(client, admin, on_monday, sent, status):
    row = make_connection(admin)
    set_gate_mailbox(by=acting(admin), connection_id=row.pk, now=MONDAY)
    client.force_login(admin)

    assert client.post(reverse("mailbox:set_gate_mailbox"), sent).status_code == status
    assert queries.gate_address() == (row.address if status == 404 else "")


def test_one_mailbox_at_a_time_is_chosen_by_an_administrator(admin, mara, osprey, on_monday):
    first, second, shared = make_connection(admin), make_connection(admin), make_connection(mara, account=osprey)
    by = acting(admin)
    set_gate_mailbox(by=by, connection_id=first.pk, now=MONDAY)
    set_gate_mailbox(by=by, connection_id=second.pk, now=MONDAY)
    assert queries.gate_address() == second.address
    assert trail.actions_on(first)[-2:] == ["mailbox.gate_begun", "mailbox.gate_ended"]

    set_gate_mailbox(by=by, connection_id=None, now=MONDAY)
    assert queries.gate_address() == ""
    with pytest.raises(Refused):
        set_gate_mailbox(by=acting(mara), connection_id=shared.pk, now=MONDAY)
