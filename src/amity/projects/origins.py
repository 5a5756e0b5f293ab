"""Where a project comes from: its brief, and its open change order, read along with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from amity.agreements import rules
from amity.agreements.queries import agreements_seen_by
from amity.briefs.models import Brief
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a project comes from, as far as the reader can open it: its brief, and its open change order."""

    brief_id: int | None
    order_id: int | None


def origin_along(by: Actor) -> Mapping[str, Subquery]:
    """Return the columns that `origin_of` reads, for a query for projects."""
    briefs = Brief.objects.visible_to(person_of(by)).filter(agreement=OuterRef("agreement_id"))
    orders = agreements_seen_by(by).filter(parent=OuterRef("agreement_id"), kind=rules.CHANGE_ORDER)
    is_open = orders.exclude(state__in=(rules.DROPPED, *rules.BINDING))
    return {"origin_brief": _newest(briefs), "origin_order": _newest(is_open)}


def _newest(rows: QuerySet[Any, Any]) -> Subquery:
    return Subquery(rows.order_by("-pk").values("pk")[:1])


def origin_of(project: Project) -> Origin:
    """Return where a project comes from that was read with `origin_along`."""
    return Origin(project.origin_brief, project.origin_order)  # type: ignore[attr-defined]
