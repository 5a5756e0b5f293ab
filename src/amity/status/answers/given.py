"""The last status of each running project, for those who answer for its account."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.people import rules as roles
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.status import rules
from amity.status.answers.queries import IN_WORK, latest_statuses
from amity.status.models import Status
from amity.status.wording import COLOURS, JUDGEMENTS, SHAPES


@dataclass(frozen=True, slots=True)
class Given:
    """A project with its last status, None where it has none yet."""

    project: Project
    status: Status | None

    @property
    def has_status(self) -> bool:
        """Return whether it has a status."""
        return self.status is not None

    @property
    def judgements(self) -> list[tuple[str, str, str]]:
        """Return the label, the word and the mark of each judgement."""
        return [(str(JUDGEMENTS[name]), str(COLOURS[colour]), SHAPES[colour]) for name, colour in _colours(self.status)]

    @property
    def badness(self) -> tuple[int, ...]:
        """Return how many judgements are red and how many amber, those with most first, and no status last."""
        colours = [colour for _name, colour in _colours(self.status)]
        return (self.status is None, -colours.count(rules.RED), -colours.count(rules.AMBER))


def may_read(by: Actor) -> bool:
    """Return whether the actor answers for accounts, and reads what others answer who manage the projects."""
    person = person_of(by)
    answers = person.has_role(roles.PROJECT_MANAGER)
    return not answers and person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR)


def last_given(by: Actor) -> Sequence[Given]:
    """Return the running client projects on the actor's accounts with their last status, worst first."""
    if not may_read(by):
        return ()
    rows = Project.objects.run_by(person_of(by)).filter(status__in=IN_WORK, is_internal=False)
    projects = list(rows.select_related("account").order_by("account__name", "name", "pk"))
    latest = latest_statuses([one.pk for one in projects])
    return sorted((Given(one, latest.get(one.pk)) for one in projects), key=lambda one: one.badness)


def _colours(status: Status | None) -> list[tuple[str, str]]:
    return [(name, getattr(status, name)) for name in rules.JUDGEMENTS] if status else []
