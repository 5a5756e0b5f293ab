"""Add, plan, move, remove and restore lines. Each plan is a new row of terms."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.briefs import policy
from amity.briefs.estimate.pricing import prices_of
from amity.briefs.estimate.queries import TYPED, planned_line
from amity.briefs.lines.fields import LineFields, Plan, checked_line, fields_of_line, line_of_fields
from amity.briefs.lines.plans import replanned
from amity.briefs.lines.queries import line_seen_by, rows_of
from amity.briefs.merges.fields import taken
from amity.briefs.models import Brief, BriefLine
from amity.briefs.queries import brief_seen_by
from amity.briefs.sizes.commands import resize
from amity.lines import commands as lines
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Stale
from amity.shared.text.texts import within

MOST_LINES = 200


@command
def add_line(
    *, by: Actor, brief_id: int, fields: LineFields, now: datetime, basis: str = TYPED, stated_by: str = ""
) -> BriefLine:  # fmt: skip
    """Add a line at the end of a draft. It gets the next number, and keeps its id through to the invoice."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    every = BriefLine.objects.filter(brief=brief)
    if every.count() >= MOST_LINES:
        raise Invalid(_("A brief can have up to %(most)d lines.") % {"most": MOST_LINES}, "title")
    fields = checked_line(fields)
    last = every.aggregate(most=Max("position"))["most"] or 0
    line = lines.open_line(
        by=by, account_id=brief.account_id, number=str(last + 1), title=fields.title, phase=fields.phase, now=now
    )
    row = BriefLine(
        brief=brief,
        line=line,
        position=last + 1,
        basis=basis,
        stated_by=within(stated_by, 200, "stated_by"),
        price=fields.price,
    )
    row.save(force_insert=True)
    set_estimate(by, row, fields, now)
    resize(brief, now)
    return row


@command
def edit_line(
    *, by: Actor, line_id: int, version: int, fields: LineFields, now: datetime, seen: LineFields | None = None
) -> BriefLine:  # fmt: skip
    """Change a line's title, phase, hours, rounds, acceptance criteria or price. Changed hours become assumed.

    With `seen`, the values shown on the page, changes of two people to different fields are both saved.
    """
    row = line_seen_by(by, line_id, lock=True)
    policy.may_edit(person_of(by), row.brief).or_refuse()
    current = planned_line(row, timezone.localdate(now))
    before, read = current.as_fields(), fields_of_line(seen) if seen else None
    fields = checked_line(line_of_fields(taken(current, version, fields_of_line(fields), fields_of_line(before), read)))
    if fields_of_line(fields) == fields_of_line(before):
        return row
    row.version += 1
    lines.edit_line(by=by, line_id=row.line_id, number=row.line.number, title=fields.title, phase=fields.phase, now=now)
    _plan(by, row, fields, before, now)
    resize(row.brief, now)
    return row


@command
def plan_hours(*, by: Actor, brief_id: int, planned: Mapping[int, Plan], now: datetime) -> Brief:
    """Set hours and acceptance criteria of many lines at once, by row.

    Other people's changes stay, unless both changed the same.
    """
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    found = replanned(brief, planned, timezone.localdate(now))
    if any(one.clashes or one.words for one in found):
        raise Stale(
            _("Someone else changed the same lines first. Your entries are still here. Compare both and save again."),
            current=brief,
        )
    changed = False
    for one in found:
        if one.planned is None:
            continue
        before = one.planned.as_fields()
        fields = checked_line(replace(before, hours=real(tuple(one.hours.items())), acceptance=one.acceptance))
        if one.hours == one.planned.hours and fields.acceptance == before.acceptance:
            continue
        changed = True
        one.row.version += 1
        _plan(by, one.row, fields, before, now)
    if changed:
        resize(brief, now)
    return brief


@command
def move_line(*, by: Actor, line_id: int, up: bool, now: datetime) -> BriefLine:
    """Move a line up or down by one position."""
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
    """Remove a line from the estimate. It can be restored."""
    return _shown(by, line_id, removed=True, now=now)


@command
def restore_line(*, by: Actor, line_id: int, now: datetime) -> BriefLine:
    """Restore a removed line."""
    return _shown(by, line_id, removed=False, now=now)


def line_now(row: BriefLine, now: datetime) -> LineFields:
    """Return the current fields of a line."""
    return planned_line(row, timezone.localdate(now)).as_fields()


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


def _plan(by: Actor, row: BriefLine, fields: LineFields, before: LineFields, now: datetime) -> None:
    """Write the terms of a changed line. Changed hours lose their source."""
    if real(fields.hours) != real(before.hours):
        row.basis, row.stated_by, row.stated_on = TYPED, "", None
    row.price = fields.price
    row.save()
    if fields != replace(before, title=fields.title, phase=fields.phase):
        set_estimate(by, row, fields, now)


def set_estimate(by: Actor, row: BriefLine, fields: LineFields, now: datetime) -> None:
    """Add an estimate to a line's terms. Earlier terms stay in its history."""
    today, estimate = timezone.localdate(now), replace(fields, hours=real(fields.hours))
    terms = prices_of(row.brief).new_terms(estimate, today, row.stated_by)
    lines.set_terms(by=by, line_id=row.line_id, terms=terms, now=now)


def real(hours: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return the hours in a fixed order, without disciplines that have none."""
    return tuple(sorted((discipline, seconds) for discipline, seconds in hours if seconds))
