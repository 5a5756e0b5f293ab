"""REST shapes for evidence."""

from amity.accounts.evidence import Evidence
from amity.api.shapes import Answered, Body


class EvidenceShape(Answered, value=Evidence):
    """The client contact, the date, the place and the wording. Null or "" means not known."""


class EvidenceBody(Body, value=Evidence):
    """Request body: the client contact, the date, the place and the wording."""
