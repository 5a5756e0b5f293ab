"""The guarded client against real servers: one on an address that these tests call public, one inside the network."""

import gzip
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from amity.shared import fetching, public_hosts
from amity.shared.fetching import FetchFault, FetchLimits, Secret, fetch
from tests.rig.web_host import WebHost, web_host

SMALL = FetchLimits(most_bytes=100_000, seconds=2)
OUTSIDE, INSIDE = "127.0.0.1", "127.0.0.2"
NAMES = {"public.example": OUTSIDE, "inside.example": INSIDE, "allowed.example": INSIDE}


@pytest.fixture(autouse=True)
def internet(monkeypatch, settings) -> None:
    """Let 127.0.0.1 be the only public address, and give names to it and to one inside the network."""
    monkeypatch.setattr(public_hosts, "_is_public", lambda one: str(one) == OUTSIDE)
    monkeypatch.setattr(public_hosts, "_resolved", lambda name, _port: [NAMES.get(name, name)])
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, internal_hosts=frozenset({"allowed.example"}))


@pytest.fixture
def outside() -> Iterator[WebHost]:
    with web_host(address=OUTSIDE) as host:
        yield host


@pytest.fixture
def inside() -> Iterator[WebHost]:
    with web_host(address=INSIDE) as host:
        host.says("/", b"secret")
        yield host


def at(host: WebHost, path: str = "/", name: str = "public.example", scheme: str = "http") -> str:
    return f"{scheme}://{name}:{host.port}{path}"


def refusal(address: str, **given: object) -> str:
    with pytest.raises(FetchFault) as refused:
        fetch(address, **{"limits": SMALL, **given})  # type: ignore[arg-type]
    return refused.value.code


def test_an_answer_has_its_status_headers_and_body(outside):
    outside.says("/a.ics", b"BEGIN:VCALENDAR", etag='"1"', content_type="Text/Calendar; charset=utf-8")

    answer = fetch(at(outside, "/a.ics?key=1"), headers={"If-None-Match": '"0"'})

    assert (answer.status, answer.body, answer.content_type) == (200, b"BEGIN:VCALENDAR", "text/calendar")
    assert answer.headers["etag"] == '"1"'
    _method, path, sent = outside.requests[0]
    assert (path, sent["if-none-match"], sent["host"]) == ("/a.ics?key=1", '"0"', f"public.example:{outside.port}")


def test_a_host_inside_the_network_is_never_asked(inside):
    assert refusal(at(inside, name="inside.example")) == fetching.FORBIDDEN
    assert refusal(f"http://{INSIDE}:{inside.port}/") == fetching.FORBIDDEN
    assert inside.asked == []


def test_a_host_the_operator_named_is_asked(inside):
    assert fetch(at(inside, name="allowed.example")).body == b"secret"


def test_a_name_that_changes_its_address_after_the_check_is_still_reached_where_it_was_checked(
    outside, inside, monkeypatch
):
    given = iter([[OUTSIDE], [INSIDE]])
    monkeypatch.setattr(public_hosts, "_resolved", lambda _name, _port: next(given))
    outside.says("/", b"public")

    assert fetch(at(outside)).body == b"public"
    assert inside.asked == []


@pytest.mark.parametrize("name", ["inside.example", "allowed.example", INSIDE, "169.254.169.254"])
def test_a_redirect_into_the_network_is_refused_and_never_followed(outside, inside, name):
    outside.sends_on("/", f"http://{name}:{inside.port}/")

    assert refusal(at(outside)) == fetching.FORBIDDEN
    assert inside.asked == []


def test_redirects_are_followed_and_only_so_many(outside):
    outside.sends_on("/one", "/two")
    outside.sends_on("/two", at(outside, "/end"), status=307)
    outside.says("/end", b"here")
    outside.sends_on("/round", "/round")

    answer = fetch(at(outside, "/one"))

    assert (answer.body, answer.address) == (b"here", at(outside, "/end"))
    assert refusal(at(outside, "/round")) == fetching.REDIRECT
    assert len(outside.asked) == 3 + SMALL.most_redirects + 1


def test_a_password_is_sent_to_the_first_origin_only(outside):
    with web_host(address=OUTSIDE) as other:
        outside.sends_on("/", "/own")
        outside.sends_on("/own", at(other, "/other"))
        other.says("/other")

        fetch(at(outside), secret=Secret(user="mara", password="pässword"))

    sent = [headers.get("authorization", "") for _method, _path, headers in (*outside.requests, *other.requests)]
    assert [header[:6] for header in sent] == ["Basic ", "Basic ", ""]


def test_an_answer_that_is_too_long_is_left_when_the_limit_is_reached(outside):
    outside.says("/", b"x" * 200_000)

    assert refusal(at(outside)) == fetching.SIZE


def test_a_packed_answer_is_unpacked_within_the_limit_only(outside):
    outside.says("/good", gzip.compress(b"BEGIN" * 1000), content_encoding="gzip")
    outside.says("/bomb", gzip.compress(b"\0" * 50_000_000), content_encoding="gzip")
    outside.says("/cut", gzip.compress(b"BEGIN" * 1000)[:-10], content_encoding="gzip")
    outside.says("/other", b"abc", content_encoding="br")

    assert fetch(at(outside, "/good"), limits=SMALL).body == b"BEGIN" * 1000
    assert refusal(at(outside, "/bomb")) == fetching.SIZE
    assert refusal(at(outside, "/cut")) == fetching.PACKING
    assert refusal(at(outside, "/other")) == fetching.PACKING


def test_a_server_that_drips_is_left_at_the_deadline(outside):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        with suppress(OSError):
            for _second in range(60):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.2)

    outside.does("/", drip)
    began = time.monotonic()

    assert refusal(at(outside), limits=FetchLimits(seconds=1)) == fetching.TIME
    assert time.monotonic() - began < 10


def test_a_server_that_says_nothing_is_left_at_the_deadline():
    with socket.create_server((OUTSIDE, 0)) as silent:
        address = f"http://public.example:{silent.getsockname()[1]}/"

        assert refusal(address, limits=FetchLimits(seconds=0.5)) == fetching.TIME


def test_a_port_where_no_one_answers_and_an_answer_that_is_not_http_are_told_apart():
    with socket.create_server((OUTSIDE, 0)) as closed:
        port = closed.getsockname()[1]

    assert refusal(f"http://public.example:{port}/") == fetching.CONNECTION


@pytest.mark.parametrize(
    "address",
    [
        "", "calendar.example", "ftp://public.example/", "file:///etc/passwd", "gopher://public.example/", "http://",
        "http://mara:secret@public.example/", "http://public.example:99999/", "http://public.example/\r\nX: y",
        "http://public .example/", "http://[::1/", "https://" + "a" * 3000, "http://public.example\\@inside.example/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_before_anything_is_looked_up(address):
    assert refusal(address) == fetching.ADDRESS


def test_faults_and_secrets_never_show_more_than_the_host(outside):
    secret = Secret(user="mara", password="hunter2")
    with pytest.raises(FetchFault) as refused:
        fetch(at(outside, "/private-1234.ics", name="inside.example"), secret=secret)

    assert str(refused.value) == "forbidden (inside.example)"
    assert "hunter2" not in repr(secret)


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for public.example, trusted by this process."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "public.example")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2000, 1, 1)).not_valid_after(datetime(2100, 1, 1))  # noqa: DTZ001 - UTC
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("public.example")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    file, form = tmp_path / "tls.pem", serialization.Encoding.PEM
    private = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(form))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


def test_the_certificate_has_to_be_that_of_the_name_asked_for(certificate, monkeypatch):
    with web_host(address=OUTSIDE, certificate=certificate) as host:
        host.says("/", b"over TLS")
        monkeypatch.setitem(NAMES, "elsewhere.example", OUTSIDE)

        assert fetch(at(host, scheme="https")).body == b"over TLS"
        assert refusal(at(host, name="elsewhere.example", scheme="https")) == fetching.CERTIFICATE


def test_a_redirect_from_https_to_http_is_refused(certificate, outside):
    with web_host(address=OUTSIDE, certificate=certificate) as host:
        host.sends_on("/", at(outside, "/plain"))

        assert refusal(at(host, scheme="https")) == fetching.REDIRECT
    assert outside.asked == []
