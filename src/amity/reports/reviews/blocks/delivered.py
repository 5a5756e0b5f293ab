"""What was delivered in the period: milestones met and deliverables accepted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import Block, BlockContent, BlockTable, ReviewScope
from amity.agency.queries import agency_zone
from amity.projects import rules
from amity.projects.models import DeliverableStep, Milestone
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Delivered:
    """Something that was delivered. `due_on` is None for what had no date of its own."""

    name: str
    project: str
    on: date
    due_on: date | None = None

    @property
    def is_on_time(self) -> bool:
        """Return whether it had a date and met it."""
        return self.due_on is not None and self.on <= self.due_on


def load(scope: ReviewScope) -> BlockContent | None:
    """Return what was delivered, or None without anything."""
    rows = delivered_between(scope)
    if not rows:
        return None
    heads = [_("Delivered"), _("Project"), _("Due date"), _("Date")]
    table = BlockTable(heads, [
        [row.name, row.project, formats.dated(row.due_on) if row.due_on else "", formats.dated(row.on)] for row in rows
    ])  # fmt: skip
    return BlockContent(
        title=_title(rows), table=table,
        sources=[_("Milestones met and deliverables accepted, from the projects of %(name)s")
                 % {"name": scope.account.name}],
    )  # fmt: skip


def delivered_between(scope: ReviewScope) -> list[Delivered]:
    """Return the milestones met and the deliverables accepted in the period, by date."""
    met = Milestone.objects.filter(
        project__account=scope.account, project__is_internal=False, delivered_on__range=(scope.first, scope.last)
    )
    found = [
        Delivered(name, project, on, due)
        for name, project, on, due in met.values_list("name", "project__name", "delivered_on", "due_on")
        if on is not None
    ]
    zone = agency_zone()
    begins = datetime.combine(scope.first, time.min, zone)
    ends = datetime.combine(scope.last + timedelta(days=1), time.min, zone)
    accepted = DeliverableStep.objects.filter(
        deliverable__project__account=scope.account, deliverable__state=rules.ACCEPTED, state=rules.ACCEPTED,
        at__gte=begins, at__lt=ends,
    ).order_by("at")  # fmt: skip
    columns = ("deliverable_id", "deliverable__line__title", "deliverable__project__name", "at")
    newest = {pk: Delivered(name, project, timezone.localdate(at, zone))
              for pk, name, project, at in accepted.values_list(*columns)}  # fmt: skip
    return sorted([*found, *newest.values()], key=lambda one: (one.on, one.name))


def _title(rows: list[Delivered]) -> str:
    dated = [row for row in rows if row.due_on is not None]
    words = {"count": len(rows), "dated": len(dated), "good": sum(row.is_on_time for row in dated)}
    if not dated:
        return ngettext("We delivered %(count)d item", "We delivered %(count)d items", len(rows)) % words
    if len(dated) == len(rows):
        return ngettext(
            "We delivered %(count)d item, %(good)d by its date", "We delivered %(count)d items, %(good)d by their date",
            len(rows),
        ) % words  # fmt: skip
    return ngettext(
        "We delivered %(count)d item, %(good)d of %(dated)d with a date by that date",
        "We delivered %(count)d items, %(good)d of %(dated)d with a date by that date",
        len(rows),
    ) % words  # fmt: skip


BLOCK = Block(
    key="delivered", order=20, label=lazy("What we delivered"), hint=lazy("milestones met and deliverables accepted"),
    load=load,
)  # fmt: skip
