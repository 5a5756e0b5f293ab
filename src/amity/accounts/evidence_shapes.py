"""REST shapes for evidence."""

from datetime import date
from typing import Annotated

from pydantic import Field

from amity.accounts.evidence import Evidence
from amity.api.shapes import Answered, Body, Day, Id


class EvidenceShape(Answered):
    """The client contact, the date, the place and the wording. Null or "" means not known."""

    said_by_id: Id | None
    said_on: date | None
    said_where: str
    said_words: str


class EvidenceBody(Body):
    """Request body: the client contact, the date, the place and the wording."""

    said_by_id: Id | None = None
    said_on: Day | None = None
    said_where: Annotated[str, Field(max_length=120)] = ""
    said_words: Annotated[str, Field(max_length=2000)] = ""


NAMES = tuple(EvidenceShape.model_fields)


def evidence_in(body: EvidenceBody) -> Evidence:
    """Return evidence from a request as commands take it."""
    return Evidence(**{name: getattr(body, name) for name in NAMES})


def merged_evidence(stands: Evidence, body: EvidenceBody) -> Evidence:
    """Return stored evidence updated with the fields of a request."""
    return Evidence(**{name: getattr(body if name in body.model_fields_set else stands, name) for name in NAMES})
