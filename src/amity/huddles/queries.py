"""Queries for huddles, as far as the actor can see them."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import BigIntegerField, DateField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from amity.agency.editions.by_roles import row_by_roles
from amity.huddles import policy
from amity.huddles.models import FollowUp, Huddle, HuddleQuerySet, Point
from amity.people.queries import person_of
from amity.people.role_column import roles_along
from amity.projects.stand_ins.of_person import covers_for, may_stand_in_along
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared


def huddles_seen_by(by: Actor) -> HuddleQuerySet:
    """Return the huddles the actor can see, with their two people, and which one was before."""
    before = Huddle.objects.filter(
        manager=OuterRef("manager"), partner=OuterRef("partner"), week__lt=OuterRef("week")
    ).order_by("-week")
    rows = Huddle.objects.visible_to(person_of(by)).select_related("manager", "partner")
    rows = rows.annotate(manager_held=roles_along("manager_id"), partner_held=roles_along("partner_id"))
    rows = rows.annotate(
        manager_may_stand_in=may_stand_in_along("manager_id"), partner_may_stand_in=may_stand_in_along("partner_id")
    )
    return rows.annotate(before_id=Subquery(before.values("pk")[:1]), before_week=Subquery(before.values("week")[:1]))


def huddle_seen_by(by: Actor, huddle_id: int, *, lock: bool = False) -> Huddle:
    """Return one huddle, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Huddle not found. It may have been deleted, or you don’t have access.")
    found: Huddle = row_by_roles("huddle", by, huddle_id, gone, _with_accounts, lock=lock)
    policy.know_accounts(person_of(by), found)
    return found


def _with_accounts(by: Actor) -> HuddleQuerySet:
    return huddles_seen_by(by).annotate(**policy.accounts_along(person_of(by)))


def of_week(by: Actor, week: date) -> dict[tuple[int, int], Huddle]:
    """Return the huddles of a week that the actor can see, by the ids of their two people."""
    return {(one.manager_id, one.partner_id): one for one in huddles_seen_by(by).filter(week=week)}


def accounts_open_to(by: Actor, huddle: Huddle) -> frozenset[int] | None:
    """Return the ids of the accounts of a huddle that the actor can read about there, None for all.

    The two and the stand-in of the project manager read everything. The account manager's stand-in and a director read
    what is about the accounts they cover or direct.
    """
    person = person_of(by)
    if policy.is_one_of(person, huddle) or covers_for(person, huddle.partner_id):
        return None
    return frozenset(policy.accounts_between(person, huddle.manager_id, huddle.partner_id))


def points_of(huddle: Huddle, accounts: Collection[int] | None) -> list[Point]:
    """Return the points of a started huddle in their order, of these accounts or of all."""
    rows = huddle.points.select_related("account", "taker", "follow_up__owner").order_by("position", "pk")
    return list(rows if accounts is None else rows.filter(account__in=accounts))


def point_of(huddle: Huddle, kind: str, item: int) -> Point:
    """Return a point of a started huddle by what it is about, or raise `NotSeen`."""
    found = huddle.points.select_related("follow_up__owner").filter(kind=kind, item=item).first()
    if found is None:
        raise no_such_point()
    return found


def no_such_point() -> NotSeen:
    """Return the refusal for a point that an agenda doesn't have."""
    return NotSeen(_("This point is no longer on the agenda."))


def previous_of(huddle: Huddle) -> Huddle | None:
    """Return the pair's huddle before this one, or None, from the columns that `huddles_seen_by` adds."""
    pk, week = huddle.before_id, huddle.before_week  # type: ignore[attr-defined]
    return None if pk is None else Huddle(pk=pk, week=week, manager=huddle.manager, partner=huddle.partner)


def left_before(huddle: Huddle, previous: Huddle | None, accounts: Collection[int] | None) -> list[FollowUp]:
    """Return what the two took from their huddle before this one, and what is still open from earlier ones."""
    if previous is None:
        return []
    pair = {"manager": huddle.manager_id, "partner": huddle.partner_id, "week": huddle.week}
    rows = LEFT.rows({**pair, "previous": previous.pk})
    return [one for one in rows if accounts is None or one.account_id in accounts]


def _left() -> "QuerySet[FollowUp]":
    manager, partner = (Given(name, BigIntegerField()) for name in ("manager", "partner"))
    pair = Q(huddle__manager=manager, huddle__partner=partner, huddle__week__lt=Given("week", DateField()))
    own = Q(huddle=Given("previous", BigIntegerField())) | Q(done_at=None)
    return FollowUp.objects.filter(pair, own).select_related("owner", "huddle").order_by("due_on", "pk")


LEFT: Final = Prepared(_left)


def follow_ups_of(huddle: Huddle, accounts: Collection[int] | None) -> list[FollowUp]:
    """Return what the two took from a huddle, by due date."""
    rows = FollowUp.objects.filter(huddle=huddle).select_related("owner", "huddle")
    return list(_of_accounts(rows, accounts).order_by("due_on", "pk"))


def follow_up_seen_by(by: Actor, follow_up_id: int, *, lock: bool = False) -> FollowUp:
    """Return a follow-up, or raise `NotSeen`."""
    rows = FollowUp.objects.visible_to(person_of(by)).select_related("huddle__manager", "huddle__partner", "owner")
    gone = _("Follow-up not found. It may have been deleted, or you don’t have access.")
    return seen_or_missing(rows, follow_up_id, gone, lock=lock)


def _of_accounts(rows: "QuerySet[FollowUp]", accounts: Collection[int] | None) -> "QuerySet[FollowUp]":
    return rows if accounts is None else rows.filter(account__in=accounts)
