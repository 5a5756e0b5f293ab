"""Take a point of an agenda, and finish or reopen the follow-up."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.huddles import policy, queries
from amity.huddles.commands import started
from amity.huddles.models import FollowUp, Huddle, Point
from amity.huddles.rules import TakenFields
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import flat, tidied, value_of


@command
def take_point(
    *, by: Actor, huddle_id: int, kind: str, item: int, fields: TakenFields, now: datetime
) -> FollowUp:  # fmt: skip
    """Let one of the two take a point by a date: as proposed, or as the fields say. Taking it again changes both."""
    huddle = started(by, huddle_id, now)
    point, clean = queries.point_of(huddle, kind, item), tidied(fields)
    if point.settled_at is not None:
        raise Refused(_("This point is settled. Reopen it first."))
    found: FollowUp | None = getattr(point, "follow_up", None)
    if found is not None and found.done_at is not None:
        raise Refused(_("The follow-up is already done. Reopen that first."))
    taken = found or FollowUp(huddle=huddle, point=point, account_id=point.account_id, taken_at=now)
    _put(taken, huddle, point, clean, by, now)
    taken.version += 1 if found else 0
    taken.save()
    changes = flat(value_of(taken, TakenFields))
    trail.record("huddle.point_taken", subject=huddle, by=by, at=now, changes=changes)
    return taken


def _put(taken: FollowUp, huddle: Huddle, point: Point, fields: TakenFields, by: Actor, now: datetime) -> None:
    owner_id = fields.owner_id or point.taker_id or by.person_id
    if owner_id not in (huddle.manager_id, huddle.partner_id, by.person_id):
        raise Invalid(_("Choose one of the two."), "owner_id")
    today = person_of(by).day_of(now)
    if fields.due_on is not None and fields.due_on < today:
        raise Invalid(_("Enter today or a later date."), "due_on")
    taken.owner_id = owner_id or huddle.manager_id
    taken.due_on = fields.due_on or max(point.due_on or today, today)
    taken.what = fields.what or point.title


@command
def finish_follow_up(*, by: Actor, follow_up_id: int, version: int, now: datetime) -> FollowUp:
    """Mark a follow-up as done."""
    row = _to_change(by, follow_up_id)
    row.expect(version)
    if row.done_at is not None:
        raise Refused(_("This follow-up is already done."))
    row.done_at, row.done_by = now, by.label
    row.save()
    trail.record("huddle.follow_up_done", subject=row.huddle, by=by, at=now, changes={"what": row.what})
    return row


@command
def reopen_follow_up(*, by: Actor, follow_up_id: int, now: datetime) -> FollowUp:
    """Reopen a follow-up that was done."""
    row = _to_change(by, follow_up_id)
    if row.done_at is None:
        raise Refused(_("This follow-up is still open."))
    row.done_at, row.done_by = None, ""
    row.version += 1
    row.save()
    trail.record("huddle.follow_up_reopened", subject=row.huddle, by=by, at=now, changes={"what": row.what})
    return row


def _to_change(by: Actor, follow_up_id: int) -> FollowUp:
    row = queries.follow_up_seen_by(by, follow_up_id, lock=True)
    policy.may_finish(person_of(by), row).or_refuse()
    return row
