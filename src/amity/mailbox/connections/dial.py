"""Connect to mail servers: only to addresses that were checked, with a time limit, and encrypted.

Without encryption only hosts inside the agency's network are reached, which the operator has named.
"""

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.shared.public_hosts import ForbiddenHost, UnknownHost, checked_addresses, is_internal

CONNECT_SECONDS: Final = 10
ANSWER_SECONDS: Final = 60
OURSELVES: Final = "amity.invalid"
"""What the SMTP server is called with: nothing of this machine."""


def dial(host: str, port: int, seconds: float) -> socket.socket:
    """Return a socket connected to a checked address of the host. Raise `OSError` if none answers."""
    failed: OSError = UnknownHost(host)
    for address in checked_addresses(host, port):
        try:
            return socket.create_connection((address, port), seconds)
        except OSError as fault:
            failed = fault
    raise failed


class _Imap(imaplib.IMAP4):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        return dial(self.host, self.port, timeout or CONNECT_SECONDS)


class _ImapOverTls(imaplib.IMAP4_SSL):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = dial(self.host, self.port, timeout or CONNECT_SECONDS)
        wrapped: socket.socket = self.ssl_context.wrap_socket(plain, server_hostname=self.host)
        return wrapped


class Mailbox(BaseMailBox):
    """A mailbox over a guarded connection."""

    def __init__(self, host: str, port: int, security: str) -> None:
        self._host, self._port, self._security = host, port, security
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        _expect_encryption(self._host, self._security)
        context = ssl.create_default_context()
        client: imaplib.IMAP4
        if self._security == rules.TLS:
            client = _ImapOverTls(self._host, self._port, ssl_context=context, timeout=CONNECT_SECONDS)
        else:
            client = _Imap(self._host, self._port, timeout=CONNECT_SECONDS)
            if self._security == rules.STARTTLS:
                client.starttls(context)
        client.sock.settimeout(ANSWER_SECONDS)
        return client

    def close(self) -> None:
        """End the connection without waiting for the server."""
        self.client.shutdown()


class _Smtp(smtplib.SMTP):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return dial(host, port, timeout)


class _SmtpOverTls(smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        wrapped: socket.socket = self.context.wrap_socket(dial(host, port, timeout), server_hostname=host)
        return wrapped


@contextmanager
def smtp(host: str, port: int, security: str) -> Iterator[smtplib.SMTP]:
    """Yield a guarded connection to an SMTP server. Raise `Fault`."""
    with understood():
        _expect_encryption(host, security)
        context = ssl.create_default_context()
        kind: Any = _SmtpOverTls if security == rules.TLS else _Smtp
        given = {"context": context} if security == rules.TLS else {}
        with kind(host, port, local_hostname=OURSELVES, timeout=CONNECT_SECONDS, **given) as server:
            if security == rules.STARTTLS:
                server.starttls(context=context)
            yield server


@contextmanager
def understood() -> Iterator[None]:
    """Raise `Fault` for what a connection raises, without the server's words."""
    try:
        yield
    except ForbiddenHost:
        raise Fault(rules.FORBIDDEN) from None
    except ssl.SSLCertVerificationError:
        raise Fault(rules.CERTIFICATE) from None
    except smtplib.SMTPAuthenticationError:
        raise Fault(rules.REFUSED_LOGIN) from None
    except (imaplib.IMAP4.error, ImapToolsError, smtplib.SMTPException) as fault:
        code = rules.UNREACHED if isinstance(fault, imaplib.IMAP4.abort) else rules.BROKEN
        raise Fault(code) from None
    except OSError:
        raise Fault(rules.UNREACHED) from None


def _expect_encryption(host: str, security: str) -> None:
    if security == rules.PLAIN and not is_internal(host):
        raise ForbiddenHost(host)
