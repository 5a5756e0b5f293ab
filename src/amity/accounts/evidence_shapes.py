"""Evidence as machines send and read it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from amity.accounts.evidence import Evidence
from amity.api.shapes import Answered, Day, Id, Said


class EvidenceShape(Answered):
    """Who at the client said it, when, where, in which words. Nulls and "" are not known."""

    said_by_id: Id | None
    said_on: date | None
    said_where: str
    said_words: str


class EvidenceSaid(Said):
    """The same as it comes in."""

    said_by_id: Id | None = None
    said_on: Day | None = None
    said_where: Annotated[str, Field(max_length=120)] = ""
    said_words: Annotated[str, Field(max_length=2000)] = ""


NAMES = tuple(EvidenceShape.model_fields)


def evidence_in(said: EvidenceSaid) -> Evidence:
    """What came in, as commands take it."""
    return Evidence(**{name: getattr(said, name) for name in NAMES})


def merged_evidence(stands: Evidence, said: EvidenceSaid) -> Evidence:
    """The evidence as it stands with what came in put over it."""
    return Evidence(**{name: getattr(said if name in said.model_fields_set else stands, name) for name in NAMES})
