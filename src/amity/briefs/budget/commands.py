"""Fit the lines to the client's budget. The hours that fit become the plan."""

from datetime import datetime

from django.utils import timezone

from amity.briefs.budget.queries import buys_of
from amity.briefs.lines.commands import plan_hours
from amity.briefs.lines.fields import Plan
from amity.briefs.models import Brief
from amity.briefs.queries import brief_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def fit_lines(*, by: Actor, brief_id: int, amount: int, now: datetime) -> Brief:
    """Plan the hours that fit a budget (minor units of the brief's currency). Lines keep their proportions."""
    brief = brief_seen_by(by, brief_id, lock=True)
    found = buys_of(brief, timezone.localdate(now), have=amount)
    hours: dict[int, dict[int, int]] = {}
    for work in found.backwards.fitted.works if found.backwards else ():
        hours.setdefault(work.line, {})[work.discipline] = work.seconds
    rows = {one.row.pk: one.row for one in found.estimate.lines}
    planned = {row: Plan(rows[row].version, seconds, {}) for row, seconds in hours.items()}
    return plan_hours(by=by, brief_id=brief_id, planned=planned, now=now)
