"""The sections about money at risk: on the page of a request and on that of its project."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.places import WORK, ProjectSection
from amity.projects.places import sections as on_projects
from amity.scope import places, policy
from amity.scope.early_start import queries
from amity.scope.early_start.models import EarlyStart
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight


def register() -> None:
    """Register both sections."""
    label = lazy("Money at risk")
    places.sections.register(
        places.RequestSection(key="risk", order=5, label=label, template="scope/request_risk.html", of=of_request)
    )
    on_projects.register(
        ProjectSection(
            key="risk", order=25, label=label, tab=WORK, template="scope/project_risk.html", of=of_project, place="top"
        )
    )


@dataclass(frozen=True, slots=True)
class RiskShown:
    """A request that waits for a signature: who let work start, and the time since, with its value if visible."""

    request: Request
    started: EarlyStart | None
    seconds: int
    standard: tuple[Money, ...]
    sees_hours: bool
    may_start: bool
    may_close: bool

    @property
    def order(self) -> str:
        """Return the number of the change order, or its title."""
        return (self.request.order.number or self.request.order.title) if self.request.order else ""


def of_request(by: Actor, request: Request) -> RiskShown | None:
    """Return what a request risks before the signature, None where nothing waits for one."""
    if not queries.waits_for_signature(request):
        return None
    person, found, started = person_of(by), queries.at_risk(request), queries.early_start_of(request)
    amounts = sorted((found.standard or {}).items()) if person.money_right >= MoneyRight.FEE else ()
    return RiskShown(
        request=request, started=started, seconds=found.seconds,
        standard=tuple(Money(amount, currency) for currency, amount in amounts),
        sees_hours=person.money_right >= MoneyRight.HOURS,
        may_start=started is None and bool(policy.may_let_work_start(person, request)),
        may_close=bool(policy.may_close_after(person, request)),
    )  # fmt: skip


def of_project(by: Actor, project: Project) -> list[RiskShown]:
    """Return the requests about a project on which time was logged or can be logged before the signature."""
    shown = [of_request(by, one) for one in queries.unsigned_of_project(by, project)]
    return [one for one in shown if one and (one.started or one.seconds)]
