"""Which expectation belongs to which project."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.expectations import policy
from amity.expectations.changes import ExpectationSaid
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.expectations.queries import expectation_seen_by
from amity.monitoring.commands.conflicts import follow_place
from amity.monitoring.models import ProjectExpectation
from amity.monitoring.queries.places import client_of
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def expect_on_project(*, by: Actor, project_id: int, said: ExpectationSaid, now: datetime) -> Expectation:
    """Write down an expectation of a project's client and bind it to the project."""
    account, _project = client_of(by, project_id=project_id)
    recorded = record_expectation(by=by, account_id=account.pk, said=said, now=now)
    bind_to_project(recorded, project_id, by, now)
    return recorded


@command
def bind_expectation(*, by: Actor, expectation_id: int, project_id: int | None, now: datetime) -> Expectation:
    """Say which project of its account an expectation belongs to; None for none in particular."""
    expectation = expectation_seen_by(by, expectation_id, lock=True)
    policy.may_change(person_of(by), expectation).or_refuse()
    ProjectExpectation.objects.filter(expectation=expectation).delete()
    if project_id is None:
        follow_place(expectation, by, now)
    else:
        project = project_seen_by(by, project_id)
        if project.account_id != expectation.account_id:
            raise Refused(_("%(project)s is not a project of that client.") % {"project": project.name})
        bind_to_project(expectation, project.pk, by, now)
    return expectation


def bind_to_project(expectation: Expectation, project_id: int, by: Actor, now: datetime) -> None:
    """Bind an expectation to a project; whoever calls has asked for the rights."""
    ProjectExpectation(expectation=expectation, project_id=project_id).save(force_insert=True)
    changes = {"project_id": project_id}
    trail.record("expectation.bound", subject=expectation, by=by, at=now, changes=changes)
    follow_place(expectation, by, now)
