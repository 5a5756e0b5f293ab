"""The person's own work items to ask "is it finished?" about, on the page of a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q

from amity.people.queries import person_of
from amity.projects.models import Project, WorkItem
from amity.shared.actor import Actor
from amity.timesheets.choosing.search import CLOSED
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ItemTotal

QUIET: Final = timedelta(days=21)
LATELY: Final = timedelta(days=180)
"""Items without time for longer than this aren't asked about on this page."""
MOST: Final = 3


def asked_of(by: Actor, *, today: date) -> Sequence[tuple[WorkItem, int]]:
    """Return at most three of the person's work items, with seconds used, that are past half their plan and quiet.

    The same limits as on the project's page, in two queries. Answering "not yet" postpones the question for three more
    weeks.
    """
    person, quiet_since = person_of(by), today - QUIET
    mine = Entry.objects.filter(person=person, item=OuterRef("pk"), work_date__gte=today - LATELY)
    rested = Q(asked_not_yet_on=None) | Q(asked_not_yet_on__lte=quiet_since)
    projects = Project.objects.visible_to(person).exclude(status__in=CLOSED)
    items = (
        WorkItem.objects.filter(rested, Exists(mine), finished_at=None, planned_seconds__gt=0, project__in=projects)
        .annotate(last=Max("entries__work_date"))
        .filter(last__lte=quiet_since)
        .select_related("project__account")
        .order_by("-last", "pk")[: 10 * MOST]
    )
    found = list(items)
    used = dict(ItemTotal.objects.filter(pk__in=[item.pk for item in found]).values_list("item_id", "seconds"))
    asked = ((item, used.get(item.pk, 0)) for item in found)
    return [(item, seconds) for item, seconds in asked if seconds * 2 > (item.planned_seconds or 0)][:MOST]
