"""The values of a request, with their limits."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.scope import rules
from amity.shared.values import Hours, OneOf, Text


@dataclass(frozen=True, slots=True)
class RequestFields:
    """What the client asks for, in their words, who asked, and how. Without `asked_on` it was asked today.

    `assessor_id` assesses it. Without one, the usual person does. `planned_seconds` is the plan of its work item, for
    one within a retainer.
    """

    words: Annotated[str, Text(rules.MOST_WORDS, needed=_("Enter the request."))]
    contact_id: int | None = None
    through: Annotated[str, OneOf(rules.RECORDED_CHANNELS)] = rules.OTHER
    source: Annotated[str, Text(120)] = ""
    asked_on: date | None = None
    wanted_on: date | None = None
    project_id: int | None = None
    line_id: int | None = None
    assessor_id: int | None = None
    planned_seconds: Annotated[int | None, Hours()] = None


@dataclass(frozen=True, slots=True)
class ClosingFields:
    """Why a request is closed, which stays with the agency, and what became of it, which the client reads."""

    closed_because: Annotated[str, Text(300, needed=_("Enter what became of it, in one sentence."))]
    outcome: Annotated[str, OneOf(rules.OUTCOMES, needed=False)] = ""
