"""Offers of another lane, where they wait for whoever looks after the account."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named
from amity.gate.lane_offers import commands
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lane_offers.page import reason_of, title_of
from amity.gate.lane_offers.queries import open_for
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

TAKE: Final = "take"
DISMISS: Final = "dismiss"


def register() -> None:
    """Register the kind."""
    kinds.register(OFFERED)


def _rows(person: Person, today: date) -> QuerySet[LaneOffer]:
    return open_for(person)


def _items(by: Actor, rows: Sequence[LaneOffer], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk, title=title_of(row), address=reverse("gate:account_lanes", args=[row.account_id]),
            account=named(row.account), notes=[reason_of(row)],
            since=_("offered %(day)s") % {"day": formats.day(timezone.localtime(row.at), today)},
            acts=(TAKE, DISMISS), open=_("Show lanes"), stakes=grown(1, 1),
        )
        for row in rows
    ]  # fmt: skip


def _take(by: Actor, offer_id: int, sent: Sent, now: datetime) -> None:
    commands.answer_offer(by=by, offer_id=offer_id, is_taken=True, now=now)


def _dismiss(by: Actor, offer_id: int, sent: Sent, now: datetime) -> None:
    commands.answer_offer(by=by, offer_id=offer_id, is_taken=False, now=now)


OFFERED = Kind(
    key="lane_offer", order=70, todo=DECIDE, icon="mail-forward", label=lazy("Email checks to change"), rows=_rows,
    by_roles=True,
    items=_items,
    acts={
        TAKE: Act(label=lazy("Change lane"), run=_take, done=lazy("Lane changed.")),
        DISMISS: Act(label=lazy("Dismiss"), run=_dismiss, done=lazy("Offer dismissed.")),
    },
)  # fmt: skip
