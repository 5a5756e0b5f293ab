"""Reads of the watch: whether it is on, and what it has seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_handled_accounts
from amity.gate import queries, rules
from amity.gate.lanes.rules import WATCH
from amity.gate.models import Item
from amity.gate.watch.models import Watch, Watched
from amity.gate.watch.rules import would_wait
from amity.people.models import Person
from amity.shared.actor import Actor

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Stopped:
    """An email that would have been stopped, and why. `item` is None if the reader can't see it."""

    item: Item | None
    titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a watch has seen: emails that went out, those that would have waited for someone, and those stopped."""

    watch: Watch
    went: int
    waited: int
    stopped: Sequence[Stopped]


def open_watch(*, lock: bool = False) -> Watch | None:
    """Return the watch that no one has ended, or None."""
    rows = Watch.objects.filter(outcome="")
    return (rows.select_for_update() if lock else rows).first()


def found_after(item: Item) -> Watched | None:
    """Return what the checks found in an item that went out in the lane *watch*, or None."""
    if item.lane != WATCH or item.state not in (rules.RELEASED, *rules.GONE):
        return None
    return Watched.objects.filter(item=item).select_related("read_by").first()


def unread_for(person: Person) -> QuerySet[Watched]:
    """Return what went out by itself although a check would have stopped it, for who looks after the account."""
    mine = of_handled_accounts(person, "item__account_id")
    rows = Watched.objects.filter(mine, watch=None, stopped=True, read_at=None)
    rows = rows.filter(item__state__in=(rules.RELEASED, *rules.GONE)).exclude(item__author=person)
    named = rows.select_related("item__account__manager", "item__author").order_by("at", "pk")
    return named.prefetch_related(covers_along("item__account"))


def found_after_seen_by(by: Actor) -> QuerySet[Watched]:
    """Return what the checks found in emails that went by themselves and the actor can read, newest first."""
    rows = Watched.objects.filter(item__in=queries.items_seen_by(by), watch=None)
    return rows.filter(item__state__in=(rules.RELEASED, *rules.GONE)).exclude(found=[]).order_by("-at", "-pk")


def seen_by(by: Actor, watch: Watch) -> Seen:
    """Return what a watch has seen. Emails that the actor can't see are counted and not named."""
    rows = Watched.objects.filter(watch=watch).exclude(item__state__in=(*rules.OF_AUTHOR, rules.WITHDRAWN))
    lanes = list(rows.values_list("lane", flat=True))
    stopped = list(rows.filter(stopped=True).order_by("-at", "-pk")[:MOST])
    items = queries.items_seen_by(by).select_related("account", "author")
    visible = items.in_bulk([one.item_id for one in stopped])
    return Seen(
        watch, len(lanes), sum(would_wait(lane) for lane in lanes),
        [Stopped(visible.get(one.item_id), [found["title"] for found in one.found if found["stops"]])
         for one in stopped],
    )  # fmt: skip
