"""The register and client inputs as machines send and read them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from amity.api.shapes import Answered, Asked, Day, Id, Said, Version

Kind = Literal["risk", "issue", "roadblock", "conflict"]
Raised = Literal["risk", "issue", "roadblock"]
Side = Literal["agency", "client", "both"]
EntryState = Literal["open", "responding", "escalated", "closed"]
InputState = Literal["asked", "promised", "in", "late", "waived"]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Effect = Annotated[int, Field(ge=0, le=5, description="0 none to 5 worst.")]
Long = Annotated[str, Field(max_length=4000)]


class RegisterEntryShape(Answered):
    """A risk, an issue, a roadblock or a conflict. `severity` is 1 slight, 2 serious, 3 severe, by the effects."""

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
    conflict_id: Id | None = Field(description="The conflict of an expectation that this row lists.")
    changed_at: datetime


class RegisterAsked(Asked):
    """How the register is narrowed."""

    account_id: Id | None = None
    project_id: Id | None = None
    kind: Kind | None = None
    state: EntryState | None = None
    owner_id: Id | None = None


class EntrySaid(Said):
    """What is said of an entry; in a change, what is left out stays."""

    detail: Long = ""
    client_effect: Effect = 0
    agency_effect: Effect = 0
    waiting: Annotated[str, Field(max_length=120)] = ""
    waits_since: Day | None = None
    raised_by_client: bool = False
    response: Long = ""
    owner_id: Id | None = None
    due_on: Day | None = None


class NewRegisterEntry(EntrySaid):
    """An entry to raise, on a project or on an account. A conflict is recorded on its expectation."""

    title: Title
    kind: Raised = "risk"
    side: Side = "agency"
    project_id: Id | None = None
    account_id: Id | None = None


class RegisterEntryEdit(EntrySaid):
    """What changes of an entry."""

    version: Version
    title: Title | None = None
    kind: Raised | None = None
    side: Side | None = None


class EntryMoved(Said):
    """How an entry stands from now on. `note` is the outcome for *closed*."""

    version: Version
    state: EntryState
    note: Long = ""


class InputShape(Answered):
    """What we need from a client, and what it holds up."""

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
    """How the list of client inputs is narrowed."""

    account_id: Id | None = None
    project_id: Id | None = None
    contact_id: Id | None = None
    state: InputState | None = None


class InputSaid(Said):
    """What is said of an input; in a change, what is left out stays."""

    contact_id: Id | None = None
    milestone_id: Id | None = None
    line_id: Id | None = None
    owner_id: Id | None = None
    detail: Long = ""
    asked_on: Day | None = None


class NewInput(InputSaid):
    """An input that was asked for, for a project or an account."""

    what: Title
    due_on: Day
    project_id: Id | None = None
    account_id: Id | None = None


class InputEdit(InputSaid):
    """What changes of an input."""

    version: Version
    what: Title | None = None
    due_on: Day | None = None


class InputMoved(Said):
    """How an input stands. *late* names `cause`, and in `moved_to` the day to which its milestone goes."""

    version: Version
    state: InputState
    on: Day | None = None
    cause: Annotated[str, Field(max_length=300)] = ""
    moved_to: Day | None = None
    note: Long = ""


class NewChase(Said):
    """Somebody was asked again."""

    chased_on: Day
    channel: Literal["mail", "phone", "meeting", "message"]
    note: Annotated[str, Field(max_length=200)] = ""


class ChaseShape(Answered):
    """When somebody was asked again, and how."""

    id: Id
    input_id: Id
    chased_on: date
    channel: str
    note: str


class Binding(Said):
    """The project an expectation belongs to; null for none in particular."""

    project_id: Id | None
