"""The values of a decision, with their limits."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from amity.scope import rules
from amity.shared.values import OneOf, Text


@dataclass(frozen=True, slots=True)
class DecisionFields:
    """A decision, and what its kind needs: the line it is included in, why it is declined, until when it is parked.

    `agreement_id` is the agreement that the change order of extra work changes, by default the request's own.
    `title` is what it orders, by default taken from the request. `ends_on` is its new end, and `acceptance` when the
    added line is accepted.
    """

    decision: Annotated[str, OneOf(rules.DECISIONS)]
    line_id: int | None = None
    because: Annotated[str, Text(300)] = ""
    parked_until: date | None = None
    agreement_id: int | None = None
    title: Annotated[str, Text(rules.TITLE_MOST)] = ""
    ends_on: date | None = None
    acceptance: Annotated[str, Text(4000, lines=True)] = ""
