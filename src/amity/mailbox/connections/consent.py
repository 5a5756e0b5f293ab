"""The way to a provider and back: what the browser's session remembers of a mailbox while its owner gives consent.

The state is random, belongs to this session, works once and for ten minutes. The verifier of PKCE never leaves it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.registrations import tokens
from amity.mailbox.registrations.models import Registration
from amity.shared.values import flat, value_from

KEY: Final = "mailbox_consent"
SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Pending:
    """A consent that someone has gone to give: for a new mailbox, or for `connection_id`."""

    state: str
    verifier: str
    provider: str
    began: int
    fields: dict[str, Any]
    account_id: int | None = None
    connection_id: int | None = None

    @property
    def value(self) -> MailboxFields:
        """Return the mailbox as it was entered."""
        return value_from(self.fields, MailboxFields)


def begin(
    request: HttpRequest, registration: Registration, fields: MailboxFields, now: datetime, *,
    account_id: int | None = None, connection_id: int | None = None,
) -> str:  # fmt: skip
    """Remember the mailbox in the session, and return the provider's address to go to. Raise `Fault`."""
    verifier = tokens.new_verifier()
    address, state = tokens.consent_address(registration, address=fields.address, verifier=verifier)
    pending = Pending(
        state, verifier, registration.provider, int(now.timestamp()), flat(fields), account_id, connection_id
    )
    request.session[KEY] = asdict(pending)
    return address


def take(request: HttpRequest, state: str, now: datetime) -> Pending | None:
    """Return what was begun in this session with this state, and forget it. None if there is nothing, or too late."""
    kept = request.session.pop(KEY, None)
    if not isinstance(kept, dict):
        return None
    pending = Pending(**kept)
    is_ours = bool(state) and constant_time_compare(pending.state, state)
    return pending if is_ours and 0 <= now.timestamp() - pending.began <= SECONDS else None
