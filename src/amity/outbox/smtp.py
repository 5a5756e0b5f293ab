"""What a mail server has been told and has answered about one email, as smtplib itself doesn't keep it."""

import smtplib
from typing import Any


class Talk:
    """Follows one email on an open connection.

    Until `began_data`, the server can't have the email. `reply` is its answer after it had received everything.
    Other back ends than SMTP aren't `known`.
    """

    def __init__(self, connection: Any) -> None:
        self.began_data = False
        self.reply = ""
        server = getattr(connection, "connection", None)
        self.known = isinstance(server, smtplib.SMTP)
        if isinstance(server, smtplib.SMTP):
            self._data = server.data
            server.data = self._follow  # type: ignore[method-assign, assignment]  # smtplib offers no other place

    @property
    def is_surely_unsent(self) -> bool:
        """Return whether the server certainly has no email, since it wasn't asked to take one."""
        return self.known and not self.began_data

    def _follow(self, text: Any) -> tuple[int, bytes]:
        self.began_data = True
        code, answer = self._data(text)
        self.reply = f"{code} {answer.decode(errors='replace')}"[:300]
        return code, answer
