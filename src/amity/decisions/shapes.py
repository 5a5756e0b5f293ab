"""Shapes of decisions over REST."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape
from amity.api.shapes import Answered, Asked, Body, Day, Id, Version
from amity.decisions.rules import Asked as AskedFields
from amity.decisions.rules import Choice, DecisionFields, FactLine, OptionFields, Outcome

State = Literal["open", "decided", "told", "reviewed"]


class DecisionShape(EvidenceShape, value=DecisionFields):
    """A decision. Its evidence is the client’s confirmation."""

    id: Id
    version: int
    account_id: Id
    state: State
    opened_at: datetime
    chosen_id: Id | None
    why: str
    why_worse: str
    decided_at: datetime | None
    informed_who: str
    informed_how: str
    informed_on: date | None
    outcome: str
    lesson: str


class DecisionOptionShape(Answered, value=OptionFields):
    """An option, with its effects from -5 to 5."""

    id: Id


class DecisionOptionInFull(DecisionOptionShape):
    """An option with what is missing before it: no_choice, consult, wait, confirm or say_why."""

    missing: list[str]


class DecisionFactShape(Answered, value=FactLine):
    """A fact of a decision."""

    id: Id


class ConsultationShape(Answered):
    """A colleague who is asked, and their answer."""

    id: Id
    version: int
    person_id: Id
    role: Literal["expert", "director"]
    question: str
    due_on: date
    option_id: Id | None
    agrees: bool | None
    words: str
    answered_at: datetime | None


class DecisionInFull(DecisionShape):
    """A decision with its options, facts and the colleagues asked."""

    options: list[DecisionOptionInFull]
    facts: list[DecisionFactShape]
    consultations: list[ConsultationShape]


class DecisionsAsked(Asked):
    """Filters for the list of decisions."""

    account_id: Id | None = None
    state: State | None = None


class DecisionToMake(Body, value=DecisionFields):
    """Request body: the question to decide."""

    account_id: Id


class NewDecisionOption(Body, value=OptionFields):
    """Request body: an option, with its effects from -5 to 5 and its costs in minor units."""


class NewDecisionFact(Body, value=FactLine):
    """Request body: a fact."""


class NewDecisionQuestion(Body, value=AskedFields):
    """Request body: the colleague to ask."""


class NewAdvice(Body):
    """Request body: the answer of the colleague asked."""

    version: Version
    option_id: Id | None = None
    agrees: bool | None = None
    words: Annotated[str, Field(max_length=2000)] = ""


class DecisionConfirmed(EvidenceBody):
    """Request body: who at the client confirmed, when and where."""

    version: Version


class DecisionMade(Body, value=Choice):
    """Request body: the option chosen, and the reason."""

    version: Version


class DecisionInformed(Body):
    """Request body: who was informed another way than by email."""

    version: Version
    who: Annotated[str, Field(min_length=1, max_length=200)]
    how: Annotated[str, Field(min_length=1, max_length=200)]
    informed_on: Day


class DecisionReviewed(Body, value=Outcome):
    """Request body: how it turned out."""

    version: Version


class DecisionEdit(Body, value=DecisionFields, edits=True):
    """Request body: the fields of an open decision to change. Omitted fields stay unchanged."""

    version: Version


class DecisionOptionEdit(Body, value=OptionFields, edits=True):
    """Request body: the fields of an option to change. Omitted fields stay unchanged."""


class DecisionFactEdit(Body, value=FactLine, edits=True):
    """Request body: the fields of a fact to change. Omitted fields stay unchanged."""
