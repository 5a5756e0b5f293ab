"""Offers of another lane in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.gate import wording
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lane_offers.rules import BACK


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An open offer: what it offers and why, in a sentence each, with its buttons."""

    id: int
    title: str
    reason: str


def offer_rows(offers: Sequence[LaneOffer]) -> list[OfferRow]:
    """Return offers for the page of an account's lanes."""
    return [OfferRow(one.pk, title_of(one), reason_of(one)) for one in offers]


def title_of(offer: LaneOffer) -> str:
    """Return which lane is offered for which emails."""
    names = {
        "kind": wording.KINDS[offer.kind], "author": wording.AUTHORS[offer.author],
        "lane": wording.LANES[offer.after],
    }  # fmt: skip
    return _("%(kind)s, %(author)s: change the lane to “%(lane)s”?") % names


def reason_of(offer: LaneOffer) -> str:
    """Return why the lane is offered."""
    if offer.why == BACK:
        return _("“%(what)s” was returned or would have been stopped. This was the lane before.") % {
            "what": wording.title_of(offer.item)
        }
    return _("The last ten emails were clean. The lane now is “%(lane)s”.") % {"lane": wording.LANES[offer.before]}
