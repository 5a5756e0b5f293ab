"""Dovecot over TLS: a password, XOAUTH2 with a real provider’s tokens, special-use folders, IDLE, a bad certificate."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from django.utils import timezone

from amity.accounts.models import Contact
from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.models import Connection, ReadFolder, Reading
from amity.mailbox.connections.session import Login, opened
from amity.mailbox.models import Message
from amity.mailbox.reading.supervisor import Supervisor
from amity.mailbox.registrations.commands import set_registration
from amity.mailbox.registrations.fields import RegistrationFields
from amity.mailbox.registrations.tokens import return_address
from amity.mailbox.tests.connected import internal_hosts, make_connection
from tests.builders import MONDAY, acting, make_person
from tests.rig.dovecot import PASSWORD, Dovecot, dovecot
from tests.rig.identity_provider import IdentityProvider
from tests.rig.mail_server import email
from tests.rig.patience import wait_for

pytestmark = [pytest.mark.dovecot, pytest.mark.django_db(transaction=True)]
ADDRESS = "mara@halden.example"
CLEO = "cleo@osprey.example"


@pytest.fixture(scope="module")
def server(provider_process: IdentityProvider) -> Iterator[Dovecot]:
    """Run Dovecot for this file."""
    with dovecot(f"{provider_process.issuer}/userinfo") as running:
        yield running


@pytest.fixture(autouse=True)
def trusting(server: Dovecot, internal_hosts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the server's certificate, as the machine trusts those of public servers."""
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))


@pytest.fixture
def cleo(osprey) -> Contact:
    """Create a contact with an address."""
    return Contact.objects.create(account=osprey, name="Cleo", mail=CLEO)


def fields(server: Dovecot, **values) -> MailboxFields:
    """Return the fields of a mailbox on the server, over TLS."""
    given: dict[str, Any] = {
        "imap_host": "localhost",
        "imap_port": server.tls_port,
        "imap_security": rules.TLS,
    } | values
    return MailboxFields(ADDRESS, "other", **given)


def reading_until(holds, what: str) -> None:
    """Run a supervisor until something holds."""
    over = threading.Event()
    running = threading.Thread(target=lambda: Supervisor().run(over.is_set))
    running.start()
    try:
        wait_for(holds, what)
    finally:
        over.set()
        running.join(30)


def test_inbox_and_sent_are_read_over_tls_and_idle_wakes(server, mara, cleo):
    now = timezone.now()
    server.put(ADDRESS, email(CLEO, ADDRESS, "In", at=now), email("friend@elsewhere.example", ADDRESS, "No", at=now))
    server.put(ADDRESS, email(ADDRESS, CLEO, "Out", at=now), folder="Verschickt")
    server.put(ADDRESS, email(CLEO, ADDRESS, "Secret", at=now), folder="Private")
    make_connection(mara, fields(server), now=now)

    def woken() -> bool:
        if Reading.objects.get().state == rules.READ and not sent:
            sent.append("Woken")
            server.put(ADDRESS, email(CLEO, ADDRESS, "Woken", at=timezone.now()))
        return Message.objects.filter(subject="Woken").exists()

    sent: list[str] = []
    reading_until(woken, "the email that arrived while waiting is taken")
    assert sorted(Message.objects.values_list("subject", flat=True)) == ["In", "Out", "Woken"]
    assert set(ReadFolder.objects.values_list("name", "role")) == {("INBOX", "inbox"), ("Verschickt", "sent")}


def test_xoauth2_logs_in_with_renewed_tokens_of_a_real_provider(server, mara, cleo, provider_process):
    client_id, secret = provider_process.register(return_address())
    provider_process.knows("mara", email=ADDRESS)
    token_url = f"{provider_process.issuer}/oauth2/token"
    app = RegistrationFields(
        client_id=client_id, client_secret=secret, authorize_url=f"{provider_process.issuer}/oauth2/authorize",
        token_url=token_url, scope="openid email",
    )  # fmt: skip
    set_registration(by=acting(make_person("Root", "administrator")), provider="other", fields=app, now=MONDAY)
    asked = f"client_id={client_id}&redirect_uri={return_address()}&response_type=code&scope=openid email"
    there = f"{app.authorize_url}?{asked}"
    code = provider_process.authorize(there, "mara").partition("code=")[2].partition("&")[0]
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": return_address()}
    tokens = requests.post(token_url, given, auth=(client_id, secret), timeout=60).json()

    make_connection(mara, fields(server), method=rules.OAUTH, password=tokens["refresh_token"], now=timezone.now())
    reading_until(lambda: Reading.objects.get().state == rules.READ, "the mailbox is read with an access token")

    row = Connection.objects.get()
    Connection.objects.filter(pk=row.pk).update(user="someone-else@halden.example")
    Reading.objects.update(state=rules.NEW, token="", next_try_at=None)
    reading_until(lambda: Reading.objects.get().state == rules.REFUSED, "a token of someone else is refused")
    assert Reading.objects.get().fault == rules.REFUSED_TOKEN
    assert Reading.objects.filter(next_try_at__gt=timezone.now() + timedelta(minutes=2)).exists()


def test_a_certificate_for_another_name_is_refused(server):
    login = Login(ADDRESS, PASSWORD, rules.PASSWORD)
    with pytest.raises(Fault) as fault, opened("127.0.0.1", server.tls_port, rules.TLS, login):
        pass
    assert fault.value.code == rules.CERTIFICATE


def test_starttls_is_used_before_the_password_is_sent(server):
    login = Login(ADDRESS, PASSWORD, rules.PASSWORD)
    with opened("localhost", server.plain_port, rules.STARTTLS, login) as session:
        assert "INBOX" in {folder.name for folder in session.folders()}


def test_a_wrong_password_is_refused_and_an_umlaut_in_it_is_no_error(server):
    login = Login(ADDRESS, "fälsch", rules.PASSWORD)
    with pytest.raises(Fault) as fault, opened("localhost", server.tls_port, rules.TLS, login):
        pass
    assert fault.value.code == rules.REFUSED_LOGIN


__all__ = ["internal_hosts"]
