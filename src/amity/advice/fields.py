"""Values of practices and recommendations that commands take, with their limits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.advice.rules import ANSWERS, OUTCOMES
from amity.shared.values import Figure, OneOf, Text

Lines = Annotated[str, Text(2000, lines=True)]
Terms = Annotated[str, Text(1000, lines=True)]


@dataclass(frozen=True, slots=True)
class PracticeFields:
    """A practice: when it applies, what to do, why, how we know, and when not. Terms have one a line."""

    title: Annotated[str, Text(200, needed=_("Enter a title."))]
    situation: Annotated[str, Text(2000, lines=True, needed=_("Enter when this applies."))]
    advice: Annotated[str, Text(2000, lines=True, needed=_("Enter what you advise."))]
    why: Lines = ""
    evidence: Lines = ""
    when_not: Lines = ""
    services: Terms = ""
    measures: Terms = ""
    industries: Terms = ""


@dataclass(frozen=True, slots=True)
class RecommendationFields:
    """What is recommended for which goal, why, and what should come of it by when."""

    goal_id: int
    title: Annotated[str, Text(200, needed=_("Enter what you recommend, in one line."))]
    evidence: Annotated[str, Text(1400, lines=True, needed=_("Enter what it is based on."))]
    advice: Annotated[str, Text(1400, lines=True, needed=_("Enter what the client should do."))]
    effect: Annotated[str, Text(500, needed=_("Enter what should change."))]
    expected_on: date
    alternatives: Lines = ""
    expected_value: Annotated[Decimal | None, Figure(4)] = None
    practice_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClientAnswer:
    """What the client answered, and why they declined."""

    answer: Annotated[str, OneOf(ANSWERS)]
    declined_why: Lines = ""


@dataclass(frozen=True, slots=True)
class OutcomeFields:
    """What came of a recommendation, and what we learned."""

    outcome: Annotated[str, OneOf(OUTCOMES)]
    outcome_note: Lines = ""
