"""A real SMTP server in this process that keeps what it accepted, and may misbehave at each step."""

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, auth_mechanism

from tests.rig.ports import free_port

HOST = "127.0.0.1"


class Inbox:
    """The handler of a server: the emails it accepted, and what it answers instead at a step."""

    def __init__(self) -> None:
        self.arrived: list[Any] = []
        self.senders: list[str] = []
        self.seen = threading.Event()
        self.port = 0
        self.at_recipient: Callable[..., Any] | None = None
        self.after_data: Callable[..., Any] | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> Any:  # noqa: N802 - aiosmtpd's name
        """Accept a recipient, or answer as the test wants."""
        if self.at_recipient:
            return self.at_recipient(session)
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> Any:  # noqa: N802 - aiosmtpd's name
        """Keep an email, break the connection, or answer as the test wants."""
        self.seen.set()
        answer = self.after_data(self, envelope) if self.after_data else None
        if answer is None:
            self.arrived.append(envelope.content)
            self.senders.append(envelope.mail_from)
            return "250 2.0.0 queued as 7"
        if answer == "break":
            server.transport.abort()
            return "250 lost"
        return answer


class GuardedInbox(Inbox):
    """The handler of a server that asks for a login: a password, or a token (XOAUTH2). `logins` counts the tries."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret, self.logins, self.refusal = secret, 0, "535 5.7.8 bad credentials"
        self.errors_answered: list[bytes] = []

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Accept a sender who has logged in."""
        if not session.authenticated:
            return "530 5.7.0 log in first"
        envelope.mail_from = address
        return "250 ok"

    def check(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        """Check a password."""
        self.logins += 1
        is_right = given.password == self.secret.encode()
        return AuthResult(success=True) if is_right else AuthResult(success=False, handled=False, message=self.refusal)

    @auth_mechanism("XOAUTH2")
    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        """Check a token as Gmail does: a refused one gets an error to answer before the refusal."""
        self.logins += 1
        if f"auth=Bearer {self.secret}\1".encode() in base64.b64decode(args[1]):
            return AuthResult(success=True)
        self.errors_answered.append(await server.challenge_auth('{"status":"400"}'))
        return AuthResult(success=False, handled=False, message=self.refusal)


@contextmanager
def serving(handler: Inbox) -> Iterator[int]:
    """Run a server with a handler, and yield its port."""
    handler.port = port = free_port()
    guard: dict[str, Any] = {}
    if isinstance(handler, GuardedInbox):
        guard = {"authenticator": handler.check, "auth_require_tls": False, "auth_exclude_mechanism": ["LOGIN"]}
    controller = Controller(handler, hostname=HOST, port=port, **guard)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
