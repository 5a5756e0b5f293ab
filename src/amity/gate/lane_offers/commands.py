"""Offer another lane when an email left or was returned, and take or dismiss an offer."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit import trail
from amity.gate import policy
from amity.gate.lane_offers import queries, rules
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lanes.commands import set_lanes
from amity.gate.lanes.queries import is_watching, lane_by_settings
from amity.gate.lanes.rules import KINDS
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing


def consider(item: Item, now: datetime) -> None:
    """Offer a lighter lane after ten clean emails, or the one before after a bad one. The charter is left alone."""
    if item.kind not in KINDS or is_watching():
        return
    account, author = item.account, policy.author_role(item.author, item.account)
    chosen = lane_by_settings(account, item.kind, author)
    if chosen.because:
        return
    is_bad = queries.is_bad(item)
    is_open = _lapse_unfit(account, item.kind, author, chosen.lane, is_bad=is_bad, now=now)
    if is_open:
        return
    if is_bad:
        taken = queries.lane_taken(account, item.kind, author)
        why, lane = rules.BACK, taken.before if taken else ""
    else:
        why, lane = rules.LIGHTER, rules.lighter(item.kind, chosen.lane)
        if lane and not rules.is_run(queries.last_of(item, author, chosen.lane)):
            return
    if lane:
        LaneOffer.objects.create(
            account=account, kind=item.kind, author=author, why=why, before=chosen.lane, after=lane, item=item, at=now
        )  # fmt: skip


def _lapse_unfit(account: Account, kind: str, author: str, lane: str, *, is_bad: bool, now: datetime) -> bool:
    """Let an open offer lapse that no longer fits the lane or what happened. Return whether one is still open."""
    rows = LaneOffer.objects.select_for_update().filter(account=account, kind=kind, author=author, answer="")
    offer = rows.first()
    if offer is None:
        return False
    if offer.before == lane and not (is_bad and offer.why == rules.LIGHTER):
        return True
    offer.answer, offer.answered_at = rules.LAPSED, now
    offer.save()
    return False


@command
def answer_offer(*, by: Actor, offer_id: int, is_taken: bool, now: datetime) -> LaneOffer:
    """Take the lane that is offered, or dismiss the offer."""
    person = person_of(by)
    gone = _("Offer not found. It may have been deleted, or you don’t have access.")
    rows = LaneOffer.objects.filter(account__in=Account.objects.visible_to(person)).select_related("account")
    offer = seen_or_missing(rows, offer_id, gone, lock=True)
    policy.may_set_lanes(person, offer.account).or_refuse()
    if offer.answer or lane_by_settings(offer.account, offer.kind, offer.author).lane != offer.before:
        raise Refused(_("This offer has passed. Nothing was changed."))
    offer.answer = rules.TAKEN if is_taken else rules.DISMISSED
    offer.answered_at, offer.answered_by = now, person
    offer.save()
    if is_taken:
        chosen = {(offer.kind, offer.author): offer.after}
        set_lanes(by=by, account_id=offer.account_id, chosen=chosen, now=now)
    else:
        changes = {"lanes": {f"{offer.kind} {offer.author}": {"before": offer.before, "after": offer.before}}}
        trail.record("lanes.offer_dismissed", subject=Ref.to(offer.account), by=by, at=now, changes=changes)
    return offer
