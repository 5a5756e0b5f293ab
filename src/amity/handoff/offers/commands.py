"""Offer a hand-off: freeze its content as a version and notify the taker."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import mails, policy, queries, rules, wording
from amity.handoff.models import Handoff, ReadBack, Version
from amity.handoff.offers.people import update_people
from amity.handoff.sources.blocks import gathered
from amity.handoff.versions import rules as block_rules
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused


@command
def offer_handoff(*, by: Actor, handoff_id: int, now: datetime) -> Handoff:
    """Offer a hand-off to the person who runs the work.

    Refused while required blocks are empty. The offered version never changes.
    """
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    update_people(handoff)
    policy.may_offer(person_of(by), handoff).or_refuse()
    if handoff.state == rules.RETURNED:
        handoff.state = rules.PREPARING
    expect_move(handoff, rules.OFFERED)
    if handoff.taker is None:
        raise Invalid(_("Assign a project manager first to receive the hand-off."), "taker")
    blocks = gathered(handoff)
    _nothing_missing(handoff, blocks)
    _to_read_back_again(handoff, blocks)
    handoff.state, handoff.number = rules.OFFERED, handoff.number + 1
    handoff.offered_at, handoff.offered_by = now, person_of(by)
    handoff.answered_at, handoff.answered_by = None, ""
    handoff.version += 1
    handoff.save()
    version = Version(
        handoff=handoff, number=handoff.number, blocks=block_rules.stored(blocks),
        digest=block_rules.whole_digest(blocks), offered_at=now, offered_by=by.label,
    )  # fmt: skip
    version.save(force_insert=True)
    changes = {"number": handoff.number, "sha256": version.digest, "taker_id": handoff.taker_id}
    trail.record("handoff.offered", subject=handoff, by=by, at=now, changes=changes)
    mails.offered(handoff, now)
    return handoff


@command
def take_back(*, by: Actor, handoff_id: int, now: datetime) -> Handoff:
    """Withdraw an offer to change it, or prepare an accepted hand-off again for a new project manager."""
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_offer(person_of(by), handoff).or_refuse()
    before = handoff.state
    expect_move(handoff, rules.PREPARING)
    if handoff.is_taken and not policy.is_run_by_another(handoff):
        raise Refused(_("%(name)s has already accepted it and still runs the work.") % {"name": handoff.taker})
    handoff.state = rules.PREPARING
    handoff.version += 1
    handoff.save()
    update_people(handoff)
    trail.record("handoff.taken_back", subject=handoff, by=by, at=now, changes={"before": before})
    return handoff


def expect_move(handoff: Handoff, state: str) -> None:
    """Refuse an illegal change of status, naming the current status and who set it."""
    if rules.may_move(handoff.state, state):
        return
    raise Refused(wording.no_move(handoff, state))


def _to_read_back_again(handoff: Handoff, blocks: list[block_rules.Block]) -> None:
    """Delete read-backs of items that differ from the previous version. The audit log still has them."""
    before = Version.objects.filter(handoff=handoff).order_by("-number").first()
    if before is not None:
        changed = [one.key for one in block_rules.differences(before.parsed_blocks, blocks)]
        ReadBack.objects.filter(handoff=handoff, key__in=changed).delete()


def _nothing_missing(handoff: Handoff, blocks: list[block_rules.Block]) -> None:
    missing = rules.missing(handoff.kind, block_rules.filled(blocks))
    if missing:
        labels = wording.block_labels()
        names = ", ".join(labels[one] for one in missing)
        raise Invalid(_("Still missing: %(what)s. If there is nothing to say, enter “nothing”.") % {"what": names})
