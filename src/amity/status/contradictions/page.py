"""Questions as a page shows them, with what the reader can answer."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.policy import manages
from amity.shared.actor import Actor
from amity.status import policy
from amity.status.contradictions import rules, wording
from amity.status.contradictions.models import Contradiction
from amity.status.contradictions.queries import open_on
from amity.status.contradictions.wording import Fact, Way


@dataclass(frozen=True, slots=True)
class Question:
    """An open contradiction in words. `is_private`: only the project manager sees it so far."""

    row: Contradiction
    text: str
    facts: Sequence[Fact]
    to_amber: str
    reason: str
    way: Way
    may_answer: bool
    is_private: bool
    account_manager: str = ""

    @property
    def has_forecast(self) -> bool:
        """Return whether the page that explains the forecast explains it."""
        return self.row.kind == rules.FORECAST


def questions_on(by: Actor, project_ids: Collection[int], now: datetime) -> Mapping[int, Sequence[Question]]:
    """Return the open questions about projects that the actor can see, by project."""
    person, today = person_of(by), timezone.localdate(now)
    found: defaultdict[int, list[Question]] = defaultdict(list)
    for row in open_on(project_ids, by, now):
        found[row.project_id].append(question_of(row, person, today, now))
    return found


def question_of(row: Contradiction, person: Person, today: date, now: datetime) -> Question:
    """Return a contradiction in words for a reader."""
    return Question(
        row=row, text=wording.question(row, person, today), facts=wording.facts(row),
        to_amber=str(wording.TO_AMBER[rules.JUDGEMENT_OF[row.kind]]), reason=wording.reason_of(row.kind),
        way=wording.way_out(row), may_answer=bool(policy.may_explain(person, row, now)),
        is_private=row.seen_from > now, account_manager=_account_manager(row),
    )  # fmt: skip


def address_of(by: Actor, project: Project) -> str:
    """Return where the reader answers: on *Status* who manages the project or covers, else on the project's page."""
    if manages(person_of(by), project):
        return f"{reverse('status:status')}?project={project.pk}"
    return reverse("projects:project", args=[project.pk])


def _account_manager(row: Contradiction) -> str:
    account = row.project.account
    found = row.project.account_manager or (account.manager if account else None)
    return found.name if found else ""
