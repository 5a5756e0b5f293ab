"""`SESSION_ENGINE`: sessions in the database, each with its person, so that they can be listed and ended."""

from collections.abc import Hashable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from amity.people.role_column import roles_along, roles_in
from amity.people.sessions.along import known_of, with_them
from amity.people.sessions.models import Session
from amity.shared.rows.prepared import Given, Prepared

if TYPE_CHECKING:
    from amity.people.models import Person

CARRIED = ("reference", "address", "device", "last_used_at")
"""Columns that don't come from the session's data. A save leaves them unchanged."""


class SessionStore(db.SessionStore):
    """A session of a browser. `row` is its row as it was read or written last."""

    row: Session | None = None
    known: Mapping[Hashable, Any] = MappingProxyType({})
    """What was read along with the row, for the reading block of the page."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model of the rows."""
        return Session

    def _get_session_from_db(self) -> Any:
        """Return the session with its person and their roles, in one query, or None if it has expired."""
        row = SESSIONS.row({"key": self.session_key, "now": timezone.now()})
        if row is None:
            self._session_key = None
            return None
        self.row, self.known = row, known_of(row)
        if row.person is not None:
            row.person.roles = roles_in(row.roles)
        return self.row

    def person(self) -> "Person | None":
        """Return the active person whom the session as it was read has signed in, or None if that has to be checked."""
        signed_in, row = self.get(SESSION_KEY), self.row
        if row is None or row.person is None or str(row.person.pk) != signed_in or not row.person.is_active:
            return None
        through, sealed = self.get(BACKEND_SESSION_KEY), self.get(HASH_SESSION_KEY) or ""
        if through not in settings.AUTHENTICATION_BACKENDS:
            return None
        return row.person if constant_time_compare(sealed, row.person.get_session_auth_hash()) else None

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to save, with the person who is signed in."""
        made: Session = super().create_model_instance(data)  # type: ignore[assignment] # as get_model_class says
        made.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if self.row is not None and self.row.session_key == made.session_key:
            for column in CARRIED:
                setattr(made, column, getattr(self.row, column))
        self.row = made
        return made


def _sessions() -> "QuerySet[Any]":
    """Return the session of a key with what is read along, unless it has expired."""
    found = Session.objects.filter(session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField()))
    return with_them(found.select_related("person")).annotate(roles=roles_along("person_id"))[:1]


SESSIONS = Prepared(_sessions)
