"""Sections about conversations on the account's tab Plan."""

from typing import Any, Final

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.conversations.models import NotePoint
from amity.conversations.notes.page import address_of
from amity.conversations.notes.queries import decisions_on
from amity.conversations.requests.queries import open_requests_on
from amity.people.queries import person_of
from amity.shared.actor import Actor

MOST_DECISIONS: Final = 8


def requests(by: Actor, account: Account) -> dict[str, Any]:
    """Return the open requests on an account, and whether the actor can close them."""
    rows = open_requests_on(by, account)
    for row in rows:
        notes = {point.note_id: point.note for point in row.points.all()}
        row.notes = [(address_of(note), note.held_at) for note in notes.values()]  # type: ignore[attr-defined]
    return {"rows": rows, "may_close": accounts.may_keep(person_of(by), account)}


def decisions(by: Actor, account: Account) -> list[NotePoint]:
    """Return the newest decisions on an account."""
    return list(decisions_on(by, account)[:MOST_DECISIONS])
