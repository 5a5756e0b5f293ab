"""The values of a status, with their limits."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from amity.shared.values import Hours, OneOf, Text, Whole
from amity.status import rules


@dataclass(frozen=True, slots=True)
class StatusFields:
    """What a project manager answers about a project. `milestone_on` moves the next milestone, if it has another date.

    None is unknown.
    """

    percent: Annotated[int | None, Whole(0, 100)] = None
    to_go_seconds: Annotated[int | None, Hours()] = None
    milestone_on: date | None = None
    mood: Annotated[str, OneOf(rules.MOODS)] = rules.UNKNOWN
    blockers: Annotated[str, Text(rules.MOST_BLOCKERS)] = ""
    budget: Annotated[str, OneOf(rules.COLOURS)] = rules.GREEN
    dates: Annotated[str, OneOf(rules.COLOURS)] = rules.GREEN
    client: Annotated[str, OneOf(rules.COLOURS)] = rules.GREEN
