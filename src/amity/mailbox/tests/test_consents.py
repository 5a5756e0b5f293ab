"""Consent at a real provider: state and PKCE are checked, the refresh token is sealed, and renewed tokens are kept."""

import base64
import hashlib
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
import time_machine
from django.test import Client
from django.utils import timezone

from amity.audit.models import Payload
from amity.mailbox.connections import logins, rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.session import Login
from amity.mailbox.registrations.commands import set_registration
from amity.mailbox.registrations.fields import RegistrationFields
from amity.mailbox.registrations.models import Registration
from amity.mailbox.registrations.tokens import TokenSession, renewed, return_address
from amity.mailbox.tests.connected import make_connection, on_server, register_app
from amity.shared.errors import Invalid, Refused
from amity.shared.sealing import seal, unseal
from tests.builders import MONDAY, acting, make_person
from tests.rig.identity_provider import IdentityProvider

pytestmark = pytest.mark.django_db
CONNECT = "/settings/me/mailboxes/connect/"
TYPED = {"nonce": "n" * 32, "address": "mara@halden.example", "sign_in": "other", "days_back": "30"}


@pytest.fixture
def app(provider_process: IdentityProvider, db: None) -> Registration:
    """Register Amity at the provider."""
    client_id, secret = provider_process.register(return_address())
    provider_process.knows("mara", email="mara@halden.example")
    fields = RegistrationFields(
        client_id=client_id, client_secret=secret, authorize_url=f"{provider_process.issuer}/oauth2/authorize",
        token_url=f"{provider_process.issuer}/oauth2/token", scope="openid email",
    )  # fmt: skip
    return set_registration(
        by=acting(make_person("Root", "administrator")), provider="other", fields=fields, now=MONDAY
    )


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Login]:
    """Collect the logins that would be tried at a mail server."""
    found: list[Login] = []
    monkeypatch.setattr(logins, "check", lambda fields, login: found.append(login))
    return found


@pytest.fixture
def signed_in(client: Client, mara) -> Client:
    """Return Mara's browser."""
    client.force_login(mara)
    return client


def test_the_round_trip_connects_the_mailbox_with_a_sealed_refresh_token(signed_in, app, provider_process, checked):
    there = signed_in.post(CONNECT, TYPED).headers["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["login_hint"] == ["mara@halden.example"]
    answer = signed_in.get(provider_process.authorize(there, "mara"))
    assert answer.status_code == 302, answer.context["why"]

    row = Connection.objects.get()
    assert (row.method, row.provider, checked[0].method) == (rules.OAUTH, "other", rules.OAUTH)
    refresh = unseal(row.secret)
    assert renewed("other", refresh).access != checked[0].secret
    written = "".join(str(one.body) for one in Payload.objects.all()) + signed_in.get(f"/mailboxes/{row.pk}/").text
    assert refresh not in written
    assert checked[0].secret not in written
    assert unseal(app.client_secret) not in written


def test_a_state_works_once_and_only_in_its_own_session(signed_in, app, provider_process, checked):
    back = provider_process.authorize(signed_in.post(CONNECT, TYPED).headers["Location"], "mara")
    assert Client().get(back).status_code == 302  # a stranger is sent to sign in
    other = Client()
    other.force_login(make_person("Other"))
    assert other.get(back).status_code == 400
    assert signed_in.get(back.replace("state=", "state=x")).status_code == 400
    assert signed_in.get(back).status_code == 400  # the wrong state has ended it
    assert not Connection.objects.exists()


def test_a_consent_that_took_too_long_is_not_taken_up(signed_in, app, provider_process, checked):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        back = provider_process.authorize(signed_in.post(CONNECT, TYPED).headers["Location"], "mara")
        clock.shift(601)
        assert signed_in.get(back).status_code == 400
    assert not Connection.objects.exists()


def test_the_code_is_exchanged_with_the_verifier_whose_challenge_was_shown(
    signed_in, app, provider_process, checked, monkeypatch
):
    sent, really = [], TokenSession.request

    def noting(session, method, url, **given):
        sent.append(dict(parse_qsl(given["data"]) if isinstance(given["data"], str) else given["data"]))
        return really(session, method, url, **given)

    monkeypatch.setattr(TokenSession, "request", noting)
    there = signed_in.post(CONNECT, TYPED).headers["Location"]
    signed_in.get(provider_process.authorize(there, "mara"))

    digest = hashlib.sha256(sent[0]["code_verifier"].encode()).digest()
    shown = parse_qs(urlsplit(there).query)["code_challenge"][0]
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == shown


def test_a_consent_that_was_not_given_says_so(signed_in, app):
    state = parse_qs(urlsplit(signed_in.post(CONNECT, TYPED).headers["Location"]).query)["state"][0]
    answer = signed_in.get(f"/mailboxes/consent/?error=access_denied&state={state}")

    assert (answer.status_code, "gave no consent" in answer.text) == (400, True)


def test_a_withdrawn_consent_is_a_refusal_and_renewing_it_reads_again(signed_in, app, provider_process, checked):
    signed_in.get(provider_process.authorize(signed_in.post(CONNECT, TYPED).headers["Location"], "mara"))
    row = Connection.objects.get()
    requests.post(f"{provider_process.issuer}/users/mara/revoke-tokens", timeout=60)
    with pytest.raises(Fault) as fault:
        logins.login_of(row, lambda _refresh: None)
    assert (fault.value.code, fault.value.is_refusal) == (rules.REFUSED_TOKEN, True)

    there = signed_in.post(f"/mailboxes/{row.pk}/consent/").headers["Location"]
    signed_in.get(provider_process.authorize(there, "mara"))
    row.refresh_from_db()
    assert logins.login_of(row, lambda _refresh: None).method == rules.OAUTH


def test_an_expired_secret_of_the_app_is_not_called_a_withdrawn_consent(app, provider_process):
    Registration.objects.update(client_secret=seal("expired"))
    with pytest.raises(Fault) as fault:
        renewed("other", "refresh")
    assert (fault.value.code, fault.value.is_refusal) == (rules.REFUSED_APP, True)


def test_a_provider_without_a_registered_app_is_not_offered(signed_in, mara):
    assert "Google Workspace</" not in signed_in.get(CONNECT).text.partition("<details")[0]
    assert signed_in.post(CONNECT, TYPED | {"sign_in": "google"}).status_code == 422


def test_only_administrators_register_an_app(mara):
    fields = RegistrationFields(client_id="x", client_secret="y")
    with pytest.raises(Refused):
        set_registration(by=acting(mara), provider="google", fields=fields, now=MONDAY)


@pytest.mark.parametrize(
    ("provider", "values", "field"),
    [
        ("microsoft", {"tenant": "a/b"}, "tenant"),
        ("other", {"authorize_url": "ftp://x", "token_url": "https://x.example", "scope": "mail"}, "authorize_url"),
        ("other", {"authorize_url": "https://x.example", "token_url": "https://x.example"}, "scope"),
    ],
)
def test_what_a_provider_needs_is_asked_for(provider, values, field, agency):
    root = make_person("Root", "administrator")
    fields = RegistrationFields(client_id="x", client_secret="y", **values)
    with pytest.raises(Invalid) as refused:
        set_registration(by=acting(root), provider=provider, fields=fields, now=MONDAY)
    assert refused.value.field == field


def test_the_secret_of_an_app_is_never_shown_and_a_blank_one_leaves_it(client, agency):
    root = make_person("Root", "administrator")
    register_app(client_secret="sealed-text")
    client.force_login(root)
    page = client.get("/settings/mailboxes/google/").text
    answer = client.post("/settings/mailboxes/google/", {"client_id": "new", "client_secret": "", "nonce": "n" * 32})

    row = Registration.objects.get()
    assert (answer.status_code, row.client_id, row.client_secret) == (302, "new", "sealed-text")
    assert "sealed-text" not in page


def test_servers_of_a_consented_mailbox_cannot_be_changed(signed_in, mara, mail_server):
    row = make_connection(mara, on_server(mail_server, "mara@halden.example"), method=rules.OAUTH, now=timezone.now())
    signed_in.post(
        f"/mailboxes/{row.pk}/edit/",
        {"version": "1", "days_back": "5", "imap_host": "imap.attacker.example", "nonce": "n" * 32},
    )
    row.refresh_from_db()
    assert (row.days_back, row.imap_host) == (5, mail_server.host)
