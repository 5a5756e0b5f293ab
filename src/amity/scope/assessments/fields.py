"""The values of an assessment, with their limits."""

from dataclasses import dataclass
from typing import Annotated

from amity.scope import rules
from amity.shared.values import OneOf, Text

Hours = tuple[tuple[int, int], ...]
"""Seconds of each discipline, by the discipline's id."""


@dataclass(frozen=True, slots=True)
class AssessmentFields:
    """The proposal with its reason and its line."""

    proposal: Annotated[str, OneOf(rules.DECISIONS)]
    sentence: Annotated[str, Text(300)] = ""
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class AskingAgain:
    """What is to be assessed again."""

    question: Annotated[str, Text(300, needed=True)]
