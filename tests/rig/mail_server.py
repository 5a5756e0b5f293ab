"""A real IMAP and SMTP server in a process of its own, with mailboxes in memory and the clock of the test."""

import imaplib
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.rig.children import around
from tests.rig.patience import wait_for
from tests.rig.ports import free_port

PASSWORD = "correct horse"


@dataclass(frozen=True, slots=True)
class MailServer:
    """The running server. Any address with the password has a mailbox there, from the first login on."""

    host: str
    imap_port: int
    smtp_port: int

    def mailbox(self, address: str) -> imaplib.IMAP4:
        """Return a client of a mailbox, as its owner's mail program is one."""
        client = imaplib.IMAP4(self.host, self.imap_port, 60)
        client.login(address, PASSWORD)
        return client

    def put(self, address: str, *emails: bytes, folder: str = "INBOX", arrived: datetime | None = None) -> None:
        """Put emails into a folder of a mailbox, which is made if it isn't there."""
        client = self.mailbox(address)
        if folder != "INBOX":
            client.create(folder)
        when = imaplib.Time2Internaldate(arrived) if arrived else ""
        for raw in emails:
            kind, answer = client.append(folder, "", when, raw)
            assert kind == "OK", answer
        client.logout()

    def renumber(self, address: str, folder: str) -> None:
        """Empty a folder and number it afresh, as a server does after a restore: with another UIDVALIDITY."""
        client = self.mailbox(address)
        client.delete(folder)
        client.create(folder)
        client.logout()


def email(
    sender: str, to: str, subject: str, text: str = "Hello", *, at: datetime, message_id: str = "", **headers: str
) -> bytes:  # fmt: skip
    """Return an email as bytes."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"], message["Message-ID"] = format_datetime(at), message_id or f"<{uuid.uuid4()}@tests.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return bytes(message)


@contextmanager
def running_server(folder: Path) -> Iterator[MailServer]:
    """Run the server, with its log in a folder."""
    server = MailServer("127.0.0.1", free_port(), free_port())
    words = [
        sys.executable, "-m", "mail_devel", "--host", server.host, "--user", "first@tests.example", "--multi-user",
        "--password", PASSWORD, "--imap-port", str(server.imap_port), "--smtp-port", str(server.smtp_port), "--no-http",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, env=around(folder), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_for(lambda: _answers(server, process, folder), "the mail server answers")
        yield server
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def mail_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    """Run the server for all tests that ask for it."""
    with running_server(tmp_path_factory.mktemp("mail")) as server:
        yield server


def _answers(server: MailServer, process: "subprocess.Popen[bytes]", folder: Path) -> bool:
    assert process.poll() is None, (folder / "log").read_text()
    try:
        imaplib.IMAP4(server.host, server.imap_port, 5).logout()
    except OSError:
        return False
    return True


@pytest.fixture
def mail_server(mail_process: MailServer, internal_hosts: None) -> MailServer:
    """Return the server, which Amity may reach: this machine is an internal host of the test."""
    return mail_process
