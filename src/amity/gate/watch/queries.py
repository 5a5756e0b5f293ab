"""Reads of the watch: whether it is on, and what it has seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amity.gate import queries, rules
from amity.gate.models import Item
from amity.gate.watch.models import Watch, Watched
from amity.gate.watch.rules import would_wait
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
