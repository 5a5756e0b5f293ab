"""The example of deploy/nginx in front of a real server: TLS, whole requests, and who is who behind it."""

import contextlib
import http.client
import json
import re
import socket
import ssl
import subprocess
from dataclasses import replace

import pytest
from django.conf import settings as amity_settings

from tests.faults.instance import descendants, end
from tests.rig.children import ROOT
from tests.rig.connections import accepted
from tests.rig.patience import PATIENCE, wait_for
from tests.rig.ports import free_port
from tests.rig.programs import program

pytestmark = [pytest.mark.hammer, pytest.mark.sqlite]
DEPLOY = ROOT / "deploy" / "nginx"
NAME = "amity.example.com"


class Proxy:
    """A running nginx with the example's settings."""

    def __init__(self, tls, plain, certificate):
        self.tls, self.plain, self.certificate = tls, plain, certificate

    def trusting(self):
        """Return what a client needs to check the certificate."""
        return ssl.create_default_context(cafile=self.certificate)

    def ask(self, method, path, body=None, headers=None, *, tls=True):
        """Return status, headers and body of an answer."""
        connection = (
            http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=PATIENCE, context=self.trusting())
            if tls
            else http.client.HTTPConnection("127.0.0.1", self.plain, timeout=PATIENCE)
        )
        with contextlib.closing(connection):
            connection.request(method, path, body, {"Host": NAME, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read().decode()


def configured(folder, tls, plain, upstream):
    """Write the example with this test's ports and certificate, and return the file that nginx starts with."""
    certificate = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "9"]
    names = [
        "-subj",
        f"/CN={NAME}",
        "-addext",
        f"subjectAltName=DNS:{NAME},IP:127.0.0.1",
        "-keyout",
        str(folder / "privkey.pem"),
        "-out",
        str(folder / "fullchain.pem"),
    ]
    subprocess.run([program("openssl", "openssl"), *certificate, *names], check=True, capture_output=True)
    example = (DEPLOY / "amity.conf").read_text() + (DEPLOY / "upstream.conf").read_text()
    for place, ours in {
        "listen 443 ssl;": f"listen 127.0.0.1:{tls} ssl;",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{upstream};",
        f"/etc/letsencrypt/live/{NAME}": str(folder),
    }.items():
        assert place in example
        example = example.replace(place, ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{kind}_temp_path {folder / kind};" for kind in kinds)
    own = f"daemon off; pid {folder / 'pid'}; error_log stderr; events {{}} http {{ {places}\n{example} }}"
    (folder / "nginx.conf").write_text(own)
    return folder / "nginx.conf"


@pytest.fixture
def proxy(instance, settings, tmp_path):
    """Run Amity as behind one proxy, and nginx in front of it."""
    settings.ENVIRONMENT = replace(
        amity_settings.ENVIRONMENT, trust_proxy=1, url=f"https://{NAME}", metrics_token="a-token-of-the-monitoring"
    )
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.CSRF_TRUSTED_ORIGINS = [f"https://{NAME}"]
    settings.ALLOWED_HOSTS = [NAME]
    folder = tmp_path / "nginx"
    made = Proxy(free_port(), free_port(), folder / "fullchain.pem")
    folder.mkdir()
    folder.chmod(0o755)
    file = configured(folder, made.tls, made.plain, instance.port)
    nginx = program("nginx", "nginx")
    tried = subprocess.run([nginx, "-t", "-q", "-c", str(file)], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    with instance.web(), (folder / "log").open("wb") as log:
        running = subprocess.Popen([nginx, "-c", str(file)], stderr=log)
        try:
            wait_for(lambda: accepts(made.tls), "nginx accepts connections")
            yield made
        finally:
            running.terminate()
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                end([running.pid, *descendants(running.pid)])


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def lines(instance, logger):
    return [line for line in map(json.loads, instance.log().splitlines()) if line["logger"] == logger]


def test_the_example_serves_amity_over_tls(proxy, instance):
    forged = {"X-Request-ID": "forged-by-the-client", "X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "http"}
    page = proxy.ask("GET", "/sign-in/?next=/time/", headers=forged)
    redirect = proxy.ask("GET", "/time/?week=3", tls=False)
    closed = [proxy.ask("GET", path)[0] for path in ("/metrics", "/health/ready", "/health/live")]
    token = page[1]["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]
    field = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page[2])
    body = f"csrfmiddlewaretoken={field[1] if field else ''}&login=eve%40x.example&password=wrong"
    signed = {"Cookie": f"csrftoken={token}", "Origin": f"https://{NAME}", "X-Forwarded-For": "10.9.9.9",
              "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
    refused = proxy.ask("POST", "/sign-in/", body, signed)

    assert (page[0], redirect[0], redirect[1]["Location"]) == (200, 301, f"https://{NAME}/time/?week=3")
    assert closed == [404, 404, 404]
    assert refused[0] == 200
    assert [line["message"] for line in lines(instance, "amity.sign_in")] == [
        "sign-in failed for an unknown name from 127.0.0.1"
    ]
    request = page[1]["X-Request-ID"]
    assert (len(request), request in {line["request"] for line in lines(instance, "amity.request")}) == (32, True)


def test_half_a_request_waits_at_the_proxy(proxy, instance):
    body = json.dumps({"work_date": "2026-11-20", "seconds": 900, "text": "slow", "project_id": instance.project})
    head = (
        f"POST /api/v1/entries HTTP/1.1\r\nHost: {NAME}\r\nAuthorization: Bearer {instance.token}\r\n"
        f"Content-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    plain = socket.create_connection(("127.0.0.1", proxy.tls), timeout=PATIENCE)
    with proxy.trusting().wrap_socket(plain, server_hostname=NAME) as sender:
        sender.sendall((head + body[:20]).encode())
        # nginx has handled what was sent before. It keeps the connection of this request.
        assert (proxy.ask("GET", "/sign-in/")[0], accepted(instance.port)) == (200, 1)
        waiting = [line["route"] for line in lines(instance, "amity.request")]
        sender.sendall(body[20:].encode())
        answer = b"".join(iter(lambda: sender.recv(65536), b""))

    assert waiting == ["/sign-in/"]
    assert answer.startswith(b"HTTP/1.1 201")


def test_an_upload_that_is_too_large_is_refused_by_the_proxy(proxy, instance):
    answer = proxy.ask("POST", "/sign-in/", headers={"Content-Length": str(311 * 1024 * 1024)})

    assert answer[0] == 413
    assert lines(instance, "amity.request") == []
