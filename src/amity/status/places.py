"""The status on a project's page: the latest answer, and the questions of the data."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from amity.people.queries import person_of
from amity.profitability.forecast.expected import expected_over
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.status import policy, rules
from amity.status.answers.queries import newest_two
from amity.status.answers.wording import changes
from amity.status.contradictions.page import Question, questions_on
from amity.status.contradictions.rules import FORECAST
from amity.status.models import Status
from amity.status.wording import COLOURS, JUDGEMENTS, MOOD_SHAPES, MOODS, SHAPES


@dataclass(frozen=True, slots=True)
class StatusSection:
    """The latest status of a project in words, and what the data say otherwise.

    `over_budget` are the seconds over budget that the forecast expects although the budget was reported as green,
    where no question asks about it.
    """

    status: Status | None
    judgements: Sequence[tuple[str, str, str]]
    mood: tuple[str, str]
    questions: Sequence[Question]
    may_answer: bool
    sees_hours: bool = False
    changed: Sequence[str] = ()
    over_budget: int = 0

    @property
    def done(self) -> int | None:
        """Return the share done in basis points, where the reader sees hours."""
        if self.status is None or self.status.percent is None or not self.sees_hours:
            return None
        return self.status.percent * 100


def status_of(by: Actor, project: Project) -> StatusSection | None:
    """Return the status of a running client project, None where none was given and the reader can't answer."""
    if project.is_internal or project.status in OVER:
        return None
    person, two = person_of(by), newest_two(project.pk)
    latest, before = (*two, None, None)[:2]
    may_answer = bool(policy.may_answer(person, project))
    if latest is None:
        return StatusSection(None, (), ("", ""), (), may_answer) if may_answer else None
    sees_hours = person.money_right >= MoneyRight.HOURS
    questions = questions_on(by, [project.pk], timezone.now()).get(project.pk, ())
    judged = [(name, getattr(latest, name)) for name in rules.JUDGEMENTS]
    return StatusSection(
        status=latest,
        judgements=[(str(JUDGEMENTS[name]), str(COLOURS[colour]), SHAPES[colour]) for name, colour in judged],
        mood=(str(MOODS[latest.mood]), MOOD_SHAPES[latest.mood]),
        questions=questions,
        may_answer=may_answer, sees_hours=sees_hours,
        changed=changes(before, latest, timezone.localdate()) if before and sees_hours else (),
        over_budget=0 if _is_asked(latest, questions) else expected_over(by, project),
    )  # fmt: skip


def _is_asked(latest: Status, questions: Sequence[Question]) -> bool:
    """Return whether the status or a question says already that the budget is in danger."""
    return latest.budget != rules.GREEN or any(one.row.kind == FORECAST for one in questions)
