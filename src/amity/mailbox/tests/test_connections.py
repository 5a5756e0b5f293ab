"""Connecting a mailbox: the login is tried first, the password is sealed and shown nowhere, strangers see nothing."""

import logging

import pytest
from django.test import Client

from amity.audit.models import Payload, Record
from amity.mailbox.connections import logins, rules
from amity.mailbox.connections.commands import Secret, connect_mailbox, disconnect_mailbox, edit_mailbox
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.fields import MailboxFields, completed
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.queries import connection_seen_by
from amity.mailbox.connections.session import Login, opened
from amity.mailbox.tests.connected import make_connection
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.sealing import unseal
from tests.builders import MONDAY, acting, make_person
from tests.rig.mail_server import PASSWORD

pytestmark = pytest.mark.django_db
CONNECT = "/settings/me/mailboxes/connect/"


def typed(server, **values):
    """The form as a person fills it in for the test server."""
    return {
        "nonce": "n" * 32, "address": "mara@halden.example", "password": PASSWORD, "days_back": "30",
        "imap_host": server.host, "imap_port": server.imap_port, "imap_security": "plain", "smtp_host": server.host,
        "smtp_port": server.smtp_port, "smtp_security": "plain",
    } | values  # fmt: skip


def test_a_mailbox_is_connected_after_a_login_at_both_servers(client: Client, mara, mail_server):
    client.force_login(mara)
    answer = client.post(CONNECT, typed(mail_server))

    row = Connection.objects.get()
    assert answer.headers["Location"] == f"/mailboxes/{row.pk}/"
    assert (row.person, row.account, row.user, row.method) == (mara, None, "mara@halden.example", "password")
    assert row.secret != PASSWORD
    assert unseal(row.secret) == PASSWORD
    assert "mara@halden.example" in client.get(answer.headers["Location"]).text


def test_testing_the_connection_saves_nothing(client: Client, mara, mail_server):
    client.force_login(mara)
    answer = client.post(CONNECT, typed(mail_server, **{"try": "1"}))

    assert (answer.status_code, Connection.objects.count()) == (200, 0)
    assert "The connection works." in answer.text
    assert PASSWORD not in answer.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "wrong"}, "refuses this user name and password"),
        ({"password": ""}, "Enter the password."),
        ({"imap_port": "9"}, "can’t be reached"),
        ({"smtp_port": "9"}, "can’t be reached"),
        ({"imap_host": "192.168.77.1"}, "inside a network"),
        ({"address": "mara"}, "email address"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field_and_nothing_is_saved(client: Client, mara, mail_server, wrong, words):
    client.force_login(mara)
    answer = client.post(CONNECT, typed(mail_server, **wrong))

    assert (answer.status_code, Connection.objects.count()) == (422, 0)
    assert words in answer.text


def test_without_encryption_only_named_hosts_are_reached(mail_server, settings):
    with pytest.raises(Fault) as fault, opened("localhost.", 143, rules.TLS, Login("a", "b", rules.PASSWORD)):
        pass
    assert fault.value.code == rules.UNREACHED  # allowed, but nothing answers there
    with pytest.raises(Fault) as fault, opened("93.184.216.34", 143, rules.PLAIN, Login("a", "b", rules.PASSWORD)):
        pass
    assert fault.value.code == rules.FORBIDDEN


def test_the_password_is_nowhere_but_sealed_in_its_column(client: Client, mara, mail_server, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(mara)
    client.post(CONNECT, typed(mail_server, password="wrong secret"))
    client.post(CONNECT, typed(mail_server))
    row = Connection.objects.get()
    pages = [client.get(f"/mailboxes/{row.pk}/"), client.get(f"/mailboxes/{row.pk}/edit/")]

    written = "".join([caplog.text, *(page.text for page in pages), *(str(one.body) for one in Payload.objects.all())])
    assert PASSWORD not in written
    assert "wrong secret" not in written
    assert row.secret not in written
    assert PASSWORD not in repr(Secret(rules.PASSWORD, PASSWORD))


def test_a_stored_password_is_not_sent_to_another_server(mara):
    row = make_connection(mara, MailboxFields("mara@halden.example"))
    fields = MailboxFields("mara@halden.example", imap_host="imap.attacker.example")

    with pytest.raises(Invalid) as refused:
        edit_mailbox(by=acting(mara), connection_id=row.pk, version=1, fields=fields, secret=None, now=MONDAY)
    assert refused.value.field == "password"


def test_a_mailbox_is_connected_once(mara, tim):
    make_connection(mara, MailboxFields("Press@Halden.example"))
    with pytest.raises(Invalid) as refused:
        make_connection(tim, MailboxFields("press@halden.example"))
    assert refused.value.field == "address"


def test_the_own_mailbox_of_a_colleague_is_seen_by_no_one_else(mara, ada, tim):
    row = make_connection(tim)
    for person in (mara, ada, make_person("Root", "administrator")):
        with pytest.raises(NotSeen):
            connection_seen_by(acting(person), row.pk)
    assert connection_seen_by(acting(tim), row.pk) == row


def test_a_shared_mailbox_is_for_those_who_answer_for_the_account(mara, ada, tim, osprey, site):
    row = make_connection(mara, account=osprey)
    assert connection_seen_by(acting(ada), row.pk) == row
    with pytest.raises(NotSeen):
        connection_seen_by(acting(tim), row.pk)
    with pytest.raises(Refused):
        make_connection(tim, account=osprey)


def test_a_disconnected_mailbox_is_forgotten_with_its_login(mara):
    row = make_connection(mara)
    disconnect_mailbox(by=acting(mara), connection_id=row.pk, version=1, now=MONDAY)

    assert not Connection.objects.exists()
    assert Record.objects.filter(action="mailbox.disconnected").exists()


def test_what_is_left_blank_is_guessed():
    fields = completed(MailboxFields("Mara@Gmail.com"))
    assert (fields.user, fields.imap_host, fields.imap_port, fields.smtp_security) == (
        "mara@gmail.com", "imap.gmail.com", 993, "tls",
    )  # fmt: skip


def test_a_key_that_is_gone_is_a_fault_with_a_sentence(mara, settings):
    row = make_connection(mara)
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(Fault) as fault:
        logins.login_of(row, lambda _refresh: None)
    assert (fault.value.code, fault.value.is_refusal) == (rules.NO_KEY, True)
    assert "Enter it again" in fault.value.sentence


def test_connecting_needs_the_right_before_anything_else(mara, osprey, tim):
    with pytest.raises(NotSeen):
        connect_mailbox(
            by=acting(tim), fields=on_nothing(), secret=Secret(rules.PASSWORD, "x"), account_id=osprey.pk, now=MONDAY
        )


def on_nothing() -> MailboxFields:
    """A mailbox that no one looks at."""
    return MailboxFields("press@osprey.example")
