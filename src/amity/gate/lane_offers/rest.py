"""REST operations for offers of another lane."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.gate.lane_offers import commands, queries, rules
from amity.gate.router import SETUP, router


class LaneOfferShape(Answered):
    """An offer of another lane for a kind of emails by author: from `before` to `after`.

    `why` is lighter after ten clean emails, or back after one that wasn't. `item_id` is the email that gave the reason.
    `answer` is blank while the offer is open.
    """

    id: Id
    account_id: Id
    kind: str
    author: str
    why: Literal[rules.WHYS]  # type: ignore[valid-type]
    before: str
    after: str
    item_id: Id
    at: datetime
    answer: Literal[("", *rules.ANSWERS)]  # type: ignore[valid-type]


class LaneOffersAsked(Asked):
    """Filters for the list of open offers."""

    account_id: Id | None = None


class LaneOfferAnswer(Body):
    """Request body: take the lane that is offered, or dismiss the offer."""

    answer: Literal[(rules.TAKEN, rules.DISMISSED)]  # type: ignore[valid-type]


@reads(router, "/lane-offers", Page[LaneOfferShape])
def list_lane_offers(request: HttpRequest, asked: Query[LaneOffersAsked]) -> dict[str, Any]:
    """List open offers on accounts the caller answers for."""
    return page(narrowed(queries.offers_seen_by(asker(request)), asked, "account_id"), asked, LaneOfferShape.of)


@writes(router, "POST", "/lane-offers/{int:offer_id}/answer", LaneOfferShape, scope=SETUP)
def answer_lane_offer(request: HttpRequest, offer_id: Path[Id], body: LaneOfferAnswer) -> dict[str, Any]:
    """Change the lane as offered, or leave it as it is. Returns 403 if the lane has changed since."""
    by, is_taken = asker(request), body.answer == rules.TAKEN
    offer = commands.answer_offer(by=by, offer_id=offer_id, is_taken=is_taken, now=timezone.now())
    return LaneOfferShape.of(offer)
