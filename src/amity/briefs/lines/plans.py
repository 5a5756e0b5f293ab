"""Merge hours typed in the lines table with what others planned since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.briefs.estimate.pricing import prices_of
from amity.briefs.estimate.queries import PlannedLine, planned_lines
from amity.briefs.lines.fields import Plan
from amity.briefs.lines.queries import rows_of
from amity.briefs.merges.rules import merged
from amity.briefs.models import Brief, BriefLine
from amity.shared.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Replanned:
    """One line that was typed. `planned` is how it stands, None where it was taken out meanwhile.

    `hours` is what is to stand, in seconds by discipline. `clashes` says where both planned something else: what was
    typed, and what stands now (None: the line is gone). Who has seen that has the line's version, and no clash.
    """

    row: BriefLine
    planned: PlannedLine | None
    hours: Mapping[int, int]
    clashes: Mapping[int, tuple[int, int | None]]


def replanned(brief: Brief, planned: Mapping[int, Plan], today: date) -> list[Replanned]:
    """Return what each line that was typed comes to, in the order typed. `NotSeen` for one that is not of the brief."""
    current = {one.row.pk: one for one in planned_lines(brief, prices_of(brief), today)}
    gone = {row.pk: row for row in rows_of(brief, removed=True)}
    if planned.keys() - current.keys() - gone.keys():
        raise NotSeen(_("Line not found. It may have been deleted, or you don’t have access to its brief."))
    return [
        _of_line(current[key], plan) if key in current else _of_gone(gone[key], plan) for key, plan in planned.items()
    ]


def _of_line(one: PlannedLine, plan: Plan) -> Replanned:
    typed = {**dict.fromkeys(plan.seen), **_real(plan.hours)}
    both = merged(_real(plan.seen), typed, one.hours)
    knowing = plan.version == one.row.version
    clashes = {} if knowing else {key: (plan.hours.get(key, 0), one.hours.get(key, 0)) for key in both.conflicts}
    return Replanned(one.row, one, _real(both.decided(typed)), clashes)


def _of_gone(row: BriefLine, plan: Plan) -> Replanned:
    changed = {key: (seconds, None) for key, seconds in plan.hours.items() if seconds != plan.seen.get(key, 0)}
    return Replanned(row, None, {}, changed)


def _real(hours: Mapping[int, int | None]) -> dict[int, int]:
    return {discipline: seconds for discipline, seconds in hours.items() if seconds}
