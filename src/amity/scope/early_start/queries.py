"""Requests whose work waits for a signed change order, and the time that was logged before it."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from amity.agency.editions.by_roles import rows_by_roles
from amity.agreements.lines.models import AgreementLine
from amity.agreements.rules import BINDING
from amity.lines.queries import terms_of
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.scope import rules
from amity.scope.early_start.models import EarlyStart
from amity.scope.early_start.rules import AtRisk, Worked, newest_of, room_on
from amity.scope.models import Request, RequestQuerySet
from amity.shared.actor import Actor
from amity.timesheets.models import Entry
from amity.timesheets.sums.queries import seconds_of_line

NO_WORK = (rules.DECLINED, rules.NOT_NEEDED)
"""Outcomes of closed requests that lead to no work."""


def unsigned() -> RequestQuerySet:
    """Return the requests for extra work whose change order isn't signed."""
    rows = Request.objects.filter(state=rules.EXTRA, order__isnull=False)
    return rows.exclude(order__state__in=BINDING).exclude(outcome__in=NO_WORK)


def unsigned_of_project(by: Actor, project: Project) -> list[Request]:
    """Return those about a project or its work items that the actor can see."""
    return rows_by_roles(
        "unsigned requests of a project", by, timezone.localdate(), {"project": project.pk}, of_project
    )


def of_project(by: Actor) -> QuerySet[Request]:
    """Return those about a `Given` project that the actor can see."""
    rows = unsigned().visible_to(person_of(by)).filter(Q(project=PROJECT) | Q(item__project=PROJECT))
    return rows.select_related("order", "account__manager").order_by("pk")


def waits_for_signature(request: Request) -> bool:
    """Return whether the change order of a request for extra work isn't signed."""
    is_extra = request.state == rules.EXTRA and request.outcome not in NO_WORK
    return is_extra and request.order is not None and request.order.state not in BINDING


def waiting_on(line_id: int | None, item_id: int | None) -> Request | None:
    """Return the request of a line or a work item whose work no one has let start, or None. An item comes first."""
    started = EarlyStart.objects.filter(request=OuterRef("pk"), order=OuterRef("order"))
    here = (Q(line=line_id) if line_id else Q(pk=None)) | (Q(item=item_id) if item_id else Q(pk=None))
    rows = unsigned().filter(here, ~Exists(started)).select_related("order", "line", "account__manager")
    return min(rows, key=lambda one: (one.item_id != item_id or item_id is None, one.pk), default=None)


def early_start_of(request: Request) -> EarlyStart | None:
    """Return who let the work of a request start before its change order is signed, if someone did."""
    return EarlyStart.objects.filter(request=request, order=request.order_id).first()


def room_of_line(line_id: int) -> int | None:
    """Return the seconds that a line can still take as quoted, None without a limit."""
    placed = AgreementLine.objects.select_related("agreement").filter(line=line_id).first()
    known = terms_of([line_id], timezone.localdate()).get(line_id)
    planned = known.current.planned_seconds if known and known.current else None
    is_signed = placed is not None and placed.agreement.state in BINDING
    worked = seconds_of_line(placed.agreement.account_id or 0, line_id) if placed else 0
    return room_on(planned, worked, is_signed=is_signed)


def at_risk(request: Request) -> AtRisk:
    """Return the time on a request's work item, or on its line beyond what is quoted since it was made."""
    if not waits_for_signature(request):
        return AtRisk()
    if request.item_id is not None:
        return newest_of(_worked(Q(item=request.item_id)), None)
    if request.line_id is None:
        return AtRisk()
    room = room_of_line(request.line_id)
    if room is None or room >= 0:
        return AtRisk()
    return newest_of(_worked(Q(line=request.line_id, work_date__gte=request.asked_on)), -room)


def _worked(where: Q) -> Iterator[Worked]:
    rows = Entry.objects.filter(where).order_by("-work_date", "-pk")
    for seconds, standard, currency in rows.values_list("seconds", "standard", "value_currency").iterator():
        yield Worked(seconds, standard, currency)
