"""REST shapes for risks and blockers, and for client input."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from amity.api.shapes import Answered, Asked, Body, Day, Id, Version

Kind = Literal["risk", "issue", "roadblock", "conflict"]
Raised = Literal["risk", "issue", "roadblock"]
Side = Literal["agency", "client", "both"]
EntryState = Literal["open", "responding", "escalated", "closed"]
InputState = Literal["asked", "promised", "in", "late", "waived"]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Effect = Annotated[int, Field(ge=0, le=5, description="From 0 (none) to 5 (worst).")]
Long = Annotated[str, Field(max_length=4000)]


class RegisterEntryShape(Answered):
    """A risk, issue, roadblock or conflict. `severity` is 1 slight, 2 serious or 3 severe, from its effects."""

    id: Id
    version: int
    account_id: Id | None
    project_id: Id | None
    kind: Kind
    side: Side
    title: str
    detail: str
    client_effect: int
    agency_effect: int
    severity: int
    waiting: str
    waits_since: date | None
    raised_by_client: bool
    raised_on: date
    state: EntryState
    response: str
    owner_id: Id | None
    due_on: date | None
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


class EntryBody(Body):
    """Fields of an entry. In an edit, omitted fields stay unchanged."""

    detail: Long = ""
    client_effect: Effect = 0
    agency_effect: Effect = 0
    waiting: Annotated[str, Field(max_length=120)] = ""
    waits_since: Day | None = None
    raised_by_client: bool = False
    response: Long = ""
    owner_id: Id | None = None
    due_on: Day | None = None


class NewRegisterEntry(EntryBody):
    """Request body: the entry to add to a project or an account. Record a conflict on its expectation."""

    title: Title
    kind: Raised = "risk"
    side: Side = "agency"
    project_id: Id | None = None
    account_id: Id | None = None


class RegisterEntryEdit(EntryBody):
    """Request body: the fields of an entry to change."""

    version: Version
    title: Title | None = None
    kind: Raised | None = None
    side: Side | None = None


class EntryMoved(Body):
    """Request body: the new status of an entry. With *closed*, `note` is the outcome."""

    version: Version
    state: EntryState
    note: Long = ""


class InputShape(Answered):
    """An input needed from a client, and the work that is waiting for it."""

    id: Id
    version: int
    account_id: Id
    project_id: Id | None
    milestone_id: Id | None
    line_id: Id | None
    contact_id: Id | None
    owner_id: Id | None
    what: str
    detail: str
    asked_on: date
    due_on: date
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


class InputBody(Body):
    """Fields of a client input. In an edit, omitted fields stay unchanged."""

    contact_id: Id | None = None
    milestone_id: Id | None = None
    line_id: Id | None = None
    owner_id: Id | None = None
    detail: Long = ""
    asked_on: Day | None = None


class NewInput(InputBody):
    """Request body: an input requested from the client of a project or an account."""

    what: Title
    due_on: Day
    project_id: Id | None = None
    account_id: Id | None = None


class InputEdit(InputBody):
    """Request body: the fields of a client input to change."""

    version: Version
    what: Title | None = None
    due_on: Day | None = None


class InputMoved(Body):
    """Request body: the new status. *late* needs `cause`; `moved_to` is the new date of its milestone."""

    version: Version
    state: InputState
    on: Day | None = None
    cause: Annotated[str, Field(max_length=300)] = ""
    moved_to: Day | None = None
    note: Long = ""


class NewChase(Body):
    """Request body: a reminder to the client."""

    chased_on: Day
    channel: Literal["mail", "phone", "meeting", "message"]
    note: Annotated[str, Field(max_length=200)] = ""


class ChaseShape(Answered):
    """When and how the client was reminded."""

    id: Id
    input_id: Id
    chased_on: date
    channel: str
    note: str


class Binding(Body):
    """Request body: the project of an expectation. Null removes the link."""

    project_id: Id | None
