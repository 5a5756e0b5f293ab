"""Start the hand-off of a project, or of one retainer request on it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import policy, queries, rules
from amity.handoff.models import Handoff
from amity.handoff.preparation.size import kind_of
from amity.people.queries import person_of
from amity.projects import queries as projects
from amity.projects.models import Project, WorkItem
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused


@command
def prepare_handoff(
    *, by: Actor, project_id: int, now: datetime, item_id: int | None = None, kind: str = ""
) -> Handoff:
    """Start the hand-off of a project or request, or return the existing one.

    Without `kind`, it is chosen by hours and value, and small where neither is known; a retainer request is always
    small. Refused where one person is account and project manager, and where its retainer was handed off already.
    """
    project = projects.project_to_change(by, project_id)
    policy.may_prepare(person_of(by), project).or_refuse()
    item = _item(project, item_id)
    if (there := Handoff.objects.filter(project=project, item=item).first()) is not None:
        return there
    _can_be(project, item)
    kind = kind or (kind_of(project, timezone.localdate(now)) if item is None else "") or rules.SMALL
    if kind not in queries.kinds_offered(project, item):
        raise Invalid(
            _("Retainer requests use a small hand-off, retainers their own kind, other work small or full."), "kind"
        )
    handoff = Handoff(
        kind=kind, account=project.account, project=project, item=item, taker=project.manager,
        giver=queries.giver_for(project.account, project), started_at=now,
    )  # fmt: skip
    handoff.save(force_insert=True)
    changes = {"kind": kind, "project_id": project.pk, "item_id": item_id}
    trail.record("handoff.prepared", subject=handoff, by=by, at=now, changes=changes)
    return handoff


def _can_be(project: Project, item: WorkItem | None) -> None:
    if project.is_internal or project.account is None:
        raise Refused(_("Only client work can be handed off. Assign %(project)s to an account first.")
                      % {"project": project.name})  # fmt: skip
    if queries.is_one_hat(project):
        raise Refused(
            _("%(name)s is both account manager and project manager of %(project)s, so no hand-off is needed.")
            % {"name": project.manager, "project": project.name}
        )
    if item is None and (through := queries.handed_off_with_retainer(project)) is not None:
        raise Refused(
            _("The retainer was handed off with %(what)s. No further hand-off is needed.") % {"what": through}
        )


def _item(project: Project, item_id: int | None) -> WorkItem | None:
    if item_id is None:
        return None
    item = WorkItem.objects.filter(pk=item_id, project=project).first()
    if item is None:
        raise Invalid(_("Work item not found on this project."), "item_id")
    return item
