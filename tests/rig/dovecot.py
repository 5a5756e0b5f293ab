"""Dovecot, the IMAP server most agencies' own mail servers run: over TLS, with special-use folders and XOAUTH2."""

import imaplib
import os
import shutil
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.rig.patience import wait_for
from tests.rig.ports import free_port

PASSWORD = "correct horse"
PACKAGE = "dovecot-imapd"
CONFIG = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_server_cert_file = {place}/certificate.pem
ssl_server_key_file = {place}/key.pem
mail_driver = maildir
mail_home = {place}/mail/%{{user}}
mail_path = ~/Maildir
mail_uid = nobody
mail_gid = nogroup
auth_mechanisms = plain login xoauth2
service imap-login {{
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Verschickt {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Private {{
    auto = create
  }}
}}
passdb static {{
  password = "{password}"
  mechanisms_filter = plain login
}}
passdb oauth2 {{
  mechanisms_filter = xoauth2
}}
oauth2 {{
  introspection_mode = auth
  introspection_url = {userinfo}
  username_attribute = email
}}
userdb static {{
}}
"""


class NoDovecot(RuntimeError):
    """Dovecot is neither there nor could it be installed."""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """The running server. `certificate` is what its clients trust."""

    place: Path
    plain_port: int
    tls_port: int

    @property
    def certificate(self) -> Path:
        """The file of its certificate."""
        return self.place / "certificate.pem"

    def put(self, address: str, *emails: bytes, folder: str = "INBOX") -> None:
        """Put emails into a folder of a mailbox."""
        context = ssl.create_default_context(cafile=self.certificate)
        client = imaplib.IMAP4_SSL("localhost", self.tls_port, ssl_context=context, timeout=60)
        client.login(address, PASSWORD)
        for raw in emails:
            kind, answer = client.append(folder, "", "", raw)
            assert kind == "OK", answer
        client.logout()


def binary() -> str:
    """Return the path of Dovecot, installed now if this machine lets us. Raise `NoDovecot`."""
    if found := _found():
        return found
    tried = ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for words in (["apt-get", "install"], ["apt-get", "update"], ["apt-get", "install"]):
            more = ["-y", "--no-install-recommends", PACKAGE] if words[1] == "install" else ["-q"]
            around = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            ended = subprocess.run([*words, *more], env=around, capture_output=True, text=True, check=False)
            tried = ended.stderr[-300:]
            if found := _found():
                return found
    raise NoDovecot(f"dovecot is needed: install {PACKAGE} (only root can). {tried}")


@contextmanager
def dovecot(userinfo: str) -> Iterator[Dovecot]:
    """Run a server whose XOAUTH2 asks an identity provider at `userinfo` about tokens."""
    place = Path(tempfile.mkdtemp(prefix="amity-dovecot-"))
    place.chmod(0o755)
    server = Dovecot(place, free_port(), free_port())
    for name in ("run", "state", "mail"):
        (place / name).mkdir()
    shutil.chown(place / "mail", "nobody", "nogroup")
    _write_certificate(place)
    named = {"place": place, "plain_port": server.plain_port, "tls_port": server.tls_port}
    (place / "dovecot.conf").write_text(CONFIG.format(**named, password=PASSWORD, userinfo=userinfo))
    process = subprocess.Popen([binary(), "-c", str(place / "dovecot.conf"), "-F"], stdin=subprocess.DEVNULL)
    try:
        wait_for(lambda: _answers(server, process), "dovecot answers")
        yield server
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(place, ignore_errors=True)


def _found() -> str | None:
    path = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/sbin")
    return path if path and Path("/usr/lib/dovecot/imap").exists() else None


def _answers(server: Dovecot, process: "subprocess.Popen[bytes]") -> bool:
    assert process.poll() is None, (server.place / "log").read_text()
    try:
        imaplib.IMAP4("127.0.0.1", server.plain_port, 5).logout()
    except OSError:
        return False
    return True


def _write_certificate(place: Path) -> None:
    key, begins = ec.generate_private_key(ec.SECP256R1()), datetime(2020, 1, 1, tzinfo=UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(begins).not_valid_after(begins + timedelta(days=20_000))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (place / "key.pem").write_bytes(private)
    (place / "certificate.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
