"""A session with a mailbox: log in, list folders, read headers in batches, fetch an email, wait for the next one."""

import imaplib
import re
import smtplib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from imap_tools import MailMessageFlags, imap_utf7
from imap_tools.errors import MailboxLoginError

from amity.mailbox.connections import dial, rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.rules import Folder
from amity.shared.numbers import whole_number

MOST_HEADERS: Final = 64 * 1024
"""Bytes of headers that are read of an email."""
LOOK_EVERY: Final = 3.0
"""Seconds between looks whether to stop, while a session waits."""
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Login:
    """How to log in: with a password, or with an access token (XOAUTH2)."""

    user: str
    secret: str
    method: str


@dataclass(frozen=True, slots=True)
class Status:
    """A folder as the server numbers it now."""

    uidvalidity: int
    uidnext: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The headers of one email, its size, and its labels at Gmail."""

    uid: int
    size: int
    raw: bytes
    labels: Sequence[str] = ()


class Session:
    """A mailbox that is logged in. Folders are opened for reading only, so that nothing is marked as read.

    Only `append` writes, and only new emails.
    """

    def __init__(self, mailbox: dial.Mailbox) -> None:
        self._mailbox = mailbox
        self._capabilities = _capabilities(mailbox)

    @property
    def has_labels(self) -> bool:
        """Return whether the server has Gmail's labels, so that its folder of all mail shows what is private."""
        return "X-GM-EXT-1" in self._capabilities

    @property
    def can_idle(self) -> bool:
        """Return whether the server says by itself that an email has arrived."""
        return "IDLE" in self._capabilities

    def folders(self) -> list[Folder]:
        """Return the folders of the mailbox."""
        found = self._mailbox.folder.list()
        return [Folder(one.name, one.flags, one.delim) for one in found]

    def open(self, name: str) -> Status:
        """Open a folder for reading, and return how it is numbered."""
        self._mailbox.folder.set(name, readonly=True)
        found = self._mailbox.folder.status(name, ["UIDVALIDITY", "UIDNEXT"])
        return Status(found["UIDVALIDITY"], found["UIDNEXT"])

    def uids_after(self, last: int, since: date) -> list[int]:
        """Return the UIDs of the open folder's emails after `last` that arrived since a day, in order."""
        day = f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"
        data = self._uid("SEARCH", f"UID {last + 1}:* SINCE {day}")
        words = [word.decode("ascii", "replace") for line in data if isinstance(line, bytes) for word in line.split()]
        numbers = {number for word in words if (number := whole_number(word)) is not None}
        return sorted(number for number in numbers if number > last)  # "n:*" always has the last email

    def headings(self, uids: Sequence[int]) -> list[Heading]:
        """Return the headers of emails of the open folder."""
        labels = "X-GM-LABELS " if self.has_labels else ""
        wanted = f"({labels}UID RFC822.SIZE BODY.PEEK[HEADER]<0.{MOST_HEADERS}>)"
        data = self._uid("FETCH", ",".join(map(str, uids)), wanted)
        return headings_in(data)

    def email(self, uid: int) -> bytes | None:
        """Return an email of the open folder, or None if it is gone."""
        data = self._uid("FETCH", str(uid), "(UID BODY.PEEK[])")
        return next((bytes(part[1]) for part in data if isinstance(part, tuple)), None)

    def has_email(self, message_id: str) -> bool:
        """Return whether the open folder has an email with a Message-ID."""
        quoted = message_id.replace("\\", "").replace('"', "")
        data = self._uid("SEARCH", f'HEADER Message-ID "{quoted}"')
        return any(line.split() for line in data if isinstance(line, bytes))

    def append(self, folder: str, raw: bytes, at: datetime) -> None:
        """Put an email into a folder, marked as read. The only thing that is ever written to a mailbox."""
        self._mailbox.append(raw, folder, dt=at, flag_set=[MailMessageFlags.SEEN])

    def wait(self, longest: timedelta, is_over: Callable[[], bool]) -> None:
        """Wait until the open folder changes, `longest` is over, or `is_over`, by IDLE where the server can."""
        until = time.monotonic() + min(longest, rules.IDLE_MOST).total_seconds()
        if not self.can_idle:
            while time.monotonic() < until and not is_over():
                time.sleep(min(LOOK_EVERY, max(until - time.monotonic(), 0)))
            return
        idle = self._mailbox.idle
        idle.start()  # type: ignore[no-untyped-call]
        while time.monotonic() < until and not is_over():
            began = time.monotonic()
            answers = idle.poll(timeout=min(LOOK_EVERY, max(until - began, 0.1)))
            # An answer at once without a word is a closed connection, which the end of IDLE notices.
            if any(b"EXISTS" in line for line in answers) or (not answers and time.monotonic() - began < 0.05):
                break
        idle.stop()  # type: ignore[no-untyped-call]

    def _uid(self, command: str, *given: str) -> list[Any]:
        kind, data = self._mailbox.client.uid(command, *given)
        if kind != "OK":
            raise Fault(rules.BROKEN)
        return list(data)


@contextmanager
def opened(host: str, port: int, security: str, login: Login) -> Iterator[Session]:
    """Yield a session of a mailbox. Raise `Fault` for everything that goes wrong with the server."""
    with dial.understood():
        mailbox = dial.Mailbox(host, port, security)
        try:
            _log_in(mailbox, login)
            yield Session(mailbox)
        finally:
            mailbox.close()


def check_sending(host: str, port: int, security: str, login: Login) -> None:
    """Log in at the SMTP server and leave. Raise `Fault`."""
    with dial.smtp(host, port, security) as server:
        log_in_to_send(server, login)


def log_in_to_send(server: smtplib.SMTP, login: Login) -> None:
    """Log in at an SMTP server that is connected. Raise `Fault` with what the server refuses."""
    try:
        server.ehlo_or_helo_if_needed()
        if login.method == rules.OAUTH:
            server.auth("XOAUTH2", _xoauth2_answers(login), initial_response_ok=True)
        else:
            server.login(login.user, login.secret)
    except smtplib.SMTPAuthenticationError as fault:
        raise Fault(rules.refused_sending(fault.smtp_code, login.method)) from None
    except UnicodeEncodeError:  # smtplib sends a password in ASCII only
        raise Fault(rules.REFUSED_LOGIN) from None


def headings_in(data: Sequence[Any]) -> list[Heading]:
    """Return the headers in a server's answer to FETCH. Its parts are texts, and pairs of a text and a literal."""
    found, text, raw = [], "", b""
    for part in data:
        if isinstance(part, tuple):
            start = part[0].decode("utf-8", "replace")
            text += start
            if "BODY[HEADER]" in start:
                raw = bytes(part[1])
            else:
                text += f'"{part[1].decode("utf-8", "replace")}"'
            continue
        text += part.decode("utf-8", "replace") if isinstance(part, bytes) else ""
        uid, size = re.search(r"\bUID (\d+)", text), re.search(r"RFC822\.SIZE (\d+)", text)
        if uid and raw:
            found.append(Heading(int(uid[1]), int(size[1]) if size else len(raw), raw, labels_in(text)))
        text, raw = "", b""
    return found


def labels_in(text: str) -> list[str]:
    """Return Gmail's labels in a text of a server's answer."""
    start = re.search(r"X-GM-LABELS \(", text)
    if start is None:
        return []
    words = re.match(r'(?:\s*(?:"(?:\\.|[^"\\])*"|[^\s()"]+))*', text[start.end() :])
    found = re.findall(r'"((?:\\.|[^"\\])*)"|([^\s()"]+)', words[0] if words else "")
    plain = [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in found]
    return [imap_utf7.utf7_decode(one.encode("ascii", "replace")) for one in plain]


def _log_in(mailbox: dial.Mailbox, login: Login) -> None:
    try:
        if login.method == rules.OAUTH:
            mailbox.xoauth2(login.user, login.secret, initial_folder=None)
        elif login.user.isascii() and login.secret.isascii():
            mailbox.login(login.user, login.secret, initial_folder=None)
        else:
            mailbox.login_utf8(login.user, login.secret, initial_folder=None)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, MailboxLoginError) as fault:
        if b"UNAVAILABLE" in str(fault).encode():
            raise Fault(rules.UNREACHED) from None
        raise Fault(rules.REFUSED_TOKEN if login.method == rules.OAUTH else rules.REFUSED_LOGIN) from None


def _xoauth2_answers(login: Login) -> Any:
    """Return what answers the server: the token first, and nothing to its error, which ends the exchange."""

    def answer(challenge: bytes | None = None) -> str:
        return "" if challenge is not None else f"user={login.user}\1auth=Bearer {login.secret}\1\1"

    return answer


def _capabilities(mailbox: dial.Mailbox) -> frozenset[str]:
    _kind, data = mailbox.client.capability()
    return frozenset(word.upper() for line in data if line for word in line.decode("ascii", "replace").split())
