"""REST shapes for risks and blockers, and for client input."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from amity.api.shapes import Answered, Asked, Body, Id, Version
from amity.monitoring.changes import PLACE, ChaseFields, EntryFields, EntryMove, InputFields, InputMove

Kind = Literal["risk", "issue", "roadblock", "conflict"]
EntryState = Literal["open", "responding", "escalated", "closed"]
InputState = Literal["asked", "promised", "in", "late", "waived"]


class RegisterEntryShape(Answered, value=EntryFields):
    """A risk, issue, roadblock or conflict. `severity` is 1 slight, 2 serious or 3 severe, from its effects."""

    id: Id
    version: int
    kind: Kind
    severity: int
    raised_on: date
    state: EntryState
    outcome: str
    conflict_id: Id | None = Field(description="The expectation conflict shown in this entry.")
    changed_at: datetime


class RegisterAsked(Asked):
    """Filters for the list of risks and blockers."""

    account_id: Id | None = None
    project_id: Id | None = None
    kind: Kind | None = None
    state: EntryState | None = None
    owner_id: Id | None = None


class NewRegisterEntry(Body, value=EntryFields):
    """Request body: the entry to add to a project or an account. Record a conflict on its expectation.

    Effects are from 0 (none) to 5 (worst).
    """


class RegisterEntryEdit(Body, value=EntryFields, edits=True, without=PLACE):
    """Request body: the fields of an entry to change. Omitted fields stay unchanged."""

    version: Version


class EntryMoved(Body, value=EntryMove):
    """Request body: the new status of an entry. With *closed*, `note` is the outcome."""

    version: Version


class InputShape(Answered, value=InputFields):
    """An input needed from a client, and the work that is waiting for it."""

    id: Id
    version: int
    account_id: Id
    asked_on: date | None = Field(description="Null while the client hasn’t been asked yet.")
    promised_on: date | None
    received_on: date | None
    state: InputState
    cause: str
    moved_from: date | None
    moved_to: date | None
    changed_at: datetime


class InputsAsked(Asked):
    """Filters for the list of client inputs."""

    account_id: Id | None = None
    project_id: Id | None = None
    contact_id: Id | None = None
    state: InputState | None = None


class NewInput(Body, value=InputFields):
    """Request body: an input requested from the client of a project or an account."""


class InputEdit(Body, value=InputFields, edits=True, without=PLACE):
    """Request body: the fields of a client input to change. Omitted fields stay unchanged."""

    version: Version


class InputMoved(Body, value=InputMove):
    """Request body: the new status. *late* needs `cause`; `moved_to` is the new date of its milestone."""

    version: Version


class NewChase(Body, value=ChaseFields):
    """Request body: a reminder to the client."""


class ChaseShape(Answered, value=ChaseFields):
    """A reminder to the client: its date and channel."""

    id: Id
    input_id: Id


class Binding(Body):
    """Request body: the project of an expectation. Null removes the link."""

    project_id: Id | None
