"""`SESSION_ENGINE`: sessions in the database, each with its person, so that they can be listed and ended."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from amity.people.sessions.models import Session

CARRIED = ("reference", "address", "device", "last_used_at")
"""Columns that don't come from the session's data. A save leaves them unchanged."""


class SessionStore(db.SessionStore):
    """A session of a browser. `row` is its row as it was read or written last."""

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model of the rows."""
        return Session

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()  # type: ignore[misc] # the stubs leave it out
        self.row = found
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to save, with the person who is signed in."""
        made: Session = super().create_model_instance(data)  # type: ignore[assignment] # as get_model_class says
        made.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if self.row is not None and self.row.session_key == made.session_key:
            for column in CARRIED:
                setattr(made, column, getattr(self.row, column))
        self.row = made
        return made
