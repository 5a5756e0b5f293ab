"""Lines of a brief: added, planned, put in order, taken out and back. Each plan is a new row of terms."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.briefs import policy
from amity.briefs.commands.sizing import real, resize, set_estimate
from amity.briefs.models import Brief, BriefLine
from amity.briefs.pricing import prices_of
from amity.briefs.queries.estimate import TYPED, planned_line, planned_lines
from amity.briefs.queries.seen import brief_seen_by, line_seen_by, rows_of
from amity.briefs.said import LineSaid, check_line
from amity.lines import commands as lines
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen

MOST_LINES = 200


@command
def add_line(
    *, by: Actor, brief_id: int, said: LineSaid, now: datetime, basis: str = TYPED, said_by: str = ""
) -> BriefLine:  # fmt: skip
    """Put a line at the end of a draft. It gets the next number, and keeps its identity all the way to the invoice."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    every = BriefLine.objects.filter(brief=brief)
    if every.count() >= MOST_LINES:
        raise Invalid(_("A brief holds at most %(most)d lines.") % {"most": MOST_LINES}, "title")
    check_line(said)
    last = every.aggregate(most=Max("position"))["most"] or 0
    line = lines.open_line(
        by=by, account_id=brief.account_id, number=str(last + 1), title=said.title, phase=said.phase, now=now
    )
    row = BriefLine(brief=brief, line=line, position=last + 1, basis=basis, said_by=said_by[:200], price=said.price)
    row.save(force_insert=True)
    set_estimate(by, row, said, now)
    resize(brief, now)
    return row


@command
def edit_line(*, by: Actor, line_id: int, version: int, said: LineSaid, now: datetime) -> BriefLine:
    """Change a line: its title, phase, hours, rounds, acceptance or price. Other hours are only assumed."""
    row = line_seen_by(by, line_id, lock=True)
    policy.may_edit(person_of(by), row.brief).or_refuse()
    row.expect(version)
    check_line(said)
    before = said_of_line(row, now)
    if said == before:
        row.version -= 1
        return row
    lines.edit_line(by=by, line_id=row.line_id, number=row.line.number, title=said.title, phase=said.phase, now=now)
    _plan(by, row, said, before, now)
    resize(row.brief, now)
    return row


@command
def plan_hours(
    *, by: Actor, brief_id: int, planned: Mapping[int, tuple[int, tuple[tuple[int, int], ...]]], now: datetime
) -> Brief:  # fmt: skip
    """Give many lines their hours at once: by row its version, and seconds by discipline. Others stay as they are."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    stands = {one.row.pk: one for one in planned_lines(brief, prices_of(brief), now.date())}
    changed = False
    for line_id, (version, hours) in planned.items():
        if line_id not in stands:
            raise NotSeen(_("There is no such line, or you do not see its brief."))
        one = stands[line_id]
        if real(hours) == real(tuple(one.hours.items())):
            continue
        one.row.expect(version)
        before = one.said()
        _plan(by, one.row, replace(before, hours=real(hours)), before, now)
        changed = True
    if changed:
        resize(brief, now)
    return brief


@command
def move_line(*, by: Actor, line_id: int, up: bool, now: datetime) -> BriefLine:
    """Put a line one place up or down."""
    row = line_seen_by(by, line_id, lock=True)
    policy.may_edit(person_of(by), row.brief).or_refuse()
    rows = rows_of(row.brief)
    at = next((place for place, one in enumerate(rows) if one.pk == row.pk), -1)
    other = at - 1 if up else at + 1
    if at < 0 or not 0 <= other < len(rows):
        return row
    row.position, rows[other].position = rows[other].position, row.position
    row.save(update_fields=["position"])
    rows[other].save(update_fields=["position"])
    trail.record("brief.line_moved", subject=row.brief, by=by, at=now, changes={"line_id": row.line_id, "up": up})
    return row


@command
def remove_line(*, by: Actor, line_id: int, now: datetime) -> BriefLine:
    """Take a line out of the estimate. It can be put back as it was."""
    return _shown(by, line_id, removed=True, now=now)


@command
def restore_line(*, by: Actor, line_id: int, now: datetime) -> BriefLine:
    """Put a line back that was taken out."""
    return _shown(by, line_id, removed=False, now=now)


def said_of_line(row: BriefLine, now: datetime) -> LineSaid:
    """A line as it stands, in the shape that commands take."""
    return planned_line(row, now.date()).said()


def _shown(by: Actor, line_id: int, *, removed: bool, now: datetime) -> BriefLine:
    row = line_seen_by(by, line_id, lock=True)
    policy.may_edit(person_of(by), row.brief).or_refuse()
    if row.removed != removed:
        row.removed = removed
        row.save(update_fields=["removed"])
        act = "brief.line_removed" if removed else "brief.line_restored"
        trail.record(act, subject=row.brief, by=by, at=now, changes={"line_id": row.line_id})
        resize(row.brief, now)
    return row


def _plan(by: Actor, row: BriefLine, said: LineSaid, before: LineSaid, now: datetime) -> None:
    """Write terms for a line that was changed. Hours that differ are nobody's word any more."""
    if real(said.hours) != real(before.hours):
        row.basis, row.said_by, row.said_on = TYPED, "", None
    row.price = said.price
    row.save()
    if said != replace(before, title=said.title, phase=said.phase):
        set_estimate(by, row, said, now)
