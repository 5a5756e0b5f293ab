"""Settings → Sign-in: the test of the connection says what is wrong at its cause, and calls no forbidden address."""

import http.server
import json
import threading
from dataclasses import replace

import pytest
import requests
from django.conf import settings as amity_settings

from amity.people import rules
from amity.people.provider import http as provider_http
from amity.people.provider.discovery import discover
from amity.shared.errors import Invalid
from tests.builders import make_person

HOME = "http://testserver"


@pytest.fixture
def root_page(client, agency):
    """Return a function that tries a provider on the page of an administrator."""
    client.force_login(
        make_person("Root", rules.ADMINISTRATOR), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    def tried(**fields):
        sent = {"provider_name": "Company", "client_id": "amity", "client_secret": "s3cret", "nonce": "0" * 32}
        return client.post("/settings/sign-in/", sent | {"try": "1"} | fields).content.decode()

    return tried


@pytest.fixture
def over_tls(settings):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, url="https://amity.example")


@pytest.fixture
def answering():
    """Run a server that answers every request with what it is given, and return its issuer."""
    servers = []

    def run(body, status=200, headers=()):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                text = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *args):
                """Log nothing."""

        server = http.server.ThreadingHTTPServer(("localhost", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://localhost:{server.server_port}"

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


def sentence(issuer):
    with pytest.raises(Invalid) as fault:
        discover(issuer)
    assert fault.value.field == "issuer"
    return fault.value.sentence


def test_a_provider_that_knows_the_client_is_found_good_and_nothing_is_saved(root_page, provider_process, settings):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, url=HOME)
    client_id, secret = provider_process.register(f"{HOME}/sign-in/provider/back/")
    page = root_page(issuer=provider_process.issuer, client_id=client_id, client_secret=secret)

    assert "it knows this client" in page
    assert "Remove provider" not in page


def test_a_wrong_secret_is_told_at_its_field(root_page, provider_process):
    client_id, _secret = provider_process.register(f"{HOME}/sign-in/provider/back/")

    assert "refuses this client ID and secret" in root_page(
        issuer=provider_process.issuer, client_id=client_id, client_secret="wrong"
    )


@pytest.mark.parametrize(
    "issuer", ["ftp://x.example", "http://id.example", "https://", "https://[", "x", "https://u:p@x"]
)
def test_an_issuer_without_tls_is_refused(issuer):
    assert "https://" in sentence(issuer)


def test_this_machine_is_a_provider_only_in_development(over_tls):
    assert "https://" in sentence("http://localhost:1234")


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"<html>", 200, "no discovery document"),
        ([], 200, "no discovery document"),
        ({}, 404, "404"),
        ({"issuer": "https://other.example"}, 200, "calls itself https://other.example"),
        ({"issuer": "<script>"}, 200, "calls itself –"),
        (b"x" * (provider_http.MOST_BYTES + 1), 200, "can’t be reached"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_cause(answering, body, status, words):
    assert words in sentence(answering(body, status))


def test_an_endpoint_on_another_scheme_is_refused(answering):
    document = {"issuer": "", "authorization_endpoint": "javascript:alert(1)"}
    issuer = answering(document)
    document["issuer"] = issuer

    assert "authorization_endpoint" in sentence(issuer)


def test_redirects_are_not_followed(answering):
    elsewhere = answering({"issuer": "x"})

    assert "redirects" in sentence(answering({}, 302, [("Location", elsewhere)]))


def test_no_server_at_the_address_is_one_sentence():
    assert "can’t be reached" in sentence("http://localhost:9")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1", "::", "::ffff:127.0.0.1"])
def test_addresses_of_this_machine_and_of_the_clouds_services_are_forbidden(address):
    assert not provider_http.is_allowed(address)


@pytest.mark.parametrize("address", ["10.1.2.3", "192.168.1.5", "93.184.216.34", "2606:2800::1"])
def test_addresses_of_providers_are_allowed(address):
    assert provider_http.is_allowed(address)


def test_a_name_that_leads_to_this_machine_gets_no_byte(over_tls, answering):
    """The check is of the address that is connected to, so that DNS can't answer otherwise in between."""
    port = answering({}).rpartition(":")[2]

    assert "address of this machine" in sentence(f"https://localhost:{port}")
    with provider_http.Calls() as calls, pytest.raises(requests.exceptions.InvalidSchema):
        calls.get(f"http://localhost:{port}")


def test_only_administrators_see_the_page(client, agency):
    client.force_login(
        make_person("Fina", rules.FINANCE), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    assert client.get("/settings/sign-in/").status_code == 403
