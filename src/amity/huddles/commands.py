"""Open and start a huddle, and change the points of its agenda."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.huddles import policy, queries
from amity.huddles.agendas.agenda import made_points
from amity.huddles.models import Huddle, Point
from amity.huddles.pairs import pairs_of
from amity.huddles.rules import ADDED, PairFields, PointFields, week_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import NotSeen, Refused
from amity.shared.values import flat, tidied


@command
def open_huddle(*, by: Actor, fields: PairFields, now: datetime) -> Huddle:
    """Open this week's huddle of a pair, or return it where it is open already."""
    person, wanted = person_of(by), (fields.manager_id, fields.partner_id)
    pair = next((one for one in pairs_of(person) if (one.manager.pk, one.partner.pk) == wanted), None)
    if pair is None:
        raise NotSeen(_("These two share no account that you can see."))
    policy.may_open(person, pair.manager, pair.partner).or_refuse()
    huddle, made = Huddle.objects.get_or_create(
        manager=pair.manager, partner=pair.partner, week=week_of(person.day_of(now)), defaults={"opened_at": now}
    )
    if made:
        trail.record("huddle.opened", subject=huddle, by=by, at=now)
    return huddle


@command
def start_huddle(*, by: Actor, huddle_id: int, now: datetime) -> Huddle:
    """Start a huddle: its agenda is kept as it is now. Starting it again changes nothing."""
    return started(by, huddle_id, now)


def started(by: Actor, huddle_id: int, now: datetime) -> Huddle:
    """Return a huddle to change, its row locked. It starts with the first change of a point."""
    huddle = queries.huddle_seen_by(by, huddle_id, lock=True)
    person = person_of(by)
    policy.may_hold(person, huddle).or_refuse()
    if huddle.started_at is not None:
        return huddle
    points, _later = made_points(huddle, by, person.day_of(now))
    keep_agenda(huddle, points, by, now)
    return huddle


def keep_agenda(huddle: Huddle, points: Sequence[Point], by: Actor, now: datetime) -> None:
    """Start a huddle with these points. The caller has checked the permissions."""
    for point in points:
        point.save(force_insert=True)
    huddle.started_at = now
    huddle.version += 1
    huddle.save()
    trail.record("huddle.started", subject=huddle, by=by, at=now, changes={"points": len(points)})


@command
def add_point(*, by: Actor, huddle_id: int, fields: PointFields, now: datetime) -> Point:
    """Add a point to an agenda by hand, for a minute."""
    huddle, clean = started(by, huddle_id, now), tidied(fields)
    last = huddle.points.order_by("-position").first()
    point = Point(
        huddle=huddle, kind=ADDED, item=huddle.points.filter(kind=ADDED).count() + 1, title=clean.title,
        detail=clean.detail, position=last.position + 1 if last else 0, taker_id=by.person_id,
        due_on=person_of(by).day_of(now),
    )  # fmt: skip
    point.save(force_insert=True)
    trail.record("huddle.point_added", subject=huddle, by=by, at=now, changes=flat(clean))
    return point


@command
def settle_point(*, by: Actor, huddle_id: int, kind: str, item: int, now: datetime) -> Point:
    """Strike a point of an agenda. The thing that it is about stays open until it is closed itself."""
    huddle = started(by, huddle_id, now)
    point = queries.point_of(huddle, kind, item)
    if point.settled_at is not None:
        return point
    if hasattr(point, "follow_up"):
        raise Refused(_("Someone took this point. It is done when the follow-up is done."))
    point.settled_at, point.settled_by = now, by.label
    point.save()
    trail.record("huddle.point_settled", subject=huddle, by=by, at=now, changes={"title": point.title})
    return point


@command
def reopen_point(*, by: Actor, huddle_id: int, kind: str, item: int, now: datetime) -> Point:
    """Put a settled or taken point back on the agenda. Its follow-up is deleted unless it is done."""
    huddle = started(by, huddle_id, now)
    point = queries.point_of(huddle, kind, item)
    if hasattr(point, "follow_up"):
        if point.follow_up.done_at is not None:
            raise Refused(_("The follow-up is already done. Reopen that first."))
        point.follow_up.delete()
    point.settled_at, point.settled_by = None, ""
    point.save()
    trail.record("huddle.point_reopened", subject=huddle, by=by, at=now, changes={"title": point.title})
    return queries.point_of(huddle, kind, item)
