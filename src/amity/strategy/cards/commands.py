"""Draft a strategy card, edit it, and change its state."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import NO_EVIDENCE, put_evidence
from amity.accounts.queries import account_to_change
from amity.audit import trail
from amity.charter import queries as charter
from amity.charter.commands import skip_step
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.values import flat, value_of
from amity.strategy import policy, rules
from amity.strategy.cards import queries
from amity.strategy.changes import CardFields, CardMove, put_card
from amity.strategy.models import StrategyCard

STEP = "strategy_agreed"
"""The name of the step that is skipped if the same person writes and would agree the strategy."""


@command
def draft_card(*, by: Actor, account_id: int, fields: CardFields, now: datetime) -> StrategyCard:
    """Create a strategy card for an account. Refuses a second card in preparation."""
    account = account_to_change(by, account_id)
    policy.may_draft(person_of(by), account).or_refuse()
    cards = StrategyCard.objects.filter(account=account)
    if cards.filter(state__in=rules.BEING_MADE).exists():
        raise Refused(
            _("A strategy for %(account)s is already being drafted. Continue with that one.") % {"account": account}
        )
    newest = cards.aggregate(newest=Max("number"))["newest"] or 0
    card = StrategyCard(account=account, number=newest + 1, state=rules.DRAFT, added_at=now, changed_at=now)
    put_card(card, fields)
    if not any(getattr(card, name) for name in rules.CARD_FIELDS):
        raise Invalid(_("Fill in at least one field."), "goal")
    card.save(force_insert=True)
    trail.record("strategy.drafted", subject=card, by=by, at=now, changes=value_of(card, CardFields))
    return card


@command
def edit_card(*, by: Actor, card_id: int, version: int, fields: CardFields, now: datetime) -> StrategyCard:
    """Edit a draft. An agreed card must return to draft first."""
    card = queries.card_seen_by(by, card_id, lock=True)
    policy.may_draft(person_of(by), card.account).or_refuse()
    card.expect(version)
    if card.state != rules.DRAFT:
        raise Refused(_("You can only edit a draft. Return the card to draft, then agree it again."))
    before = flat(value_of(card, CardFields))
    put_card(card, fields)
    card.changed_at = now
    card.save()
    changes = {"before": before, "after": flat(value_of(card, CardFields))}
    trail.record("strategy.edited", subject=card, by=by, at=now, changes=changes)
    return card


@command
def move_card(*, by: Actor, card_id: int, version: int, move: CardMove, now: datetime) -> StrategyCard:
    """Change the state of a card. *Agreed with client* needs evidence, and *in force* supersedes the previous card."""
    card = queries.card_seen_by(by, card_id, lock=True)
    policy.may_move(person_of(by), card.account).or_refuse()
    card.expect(version)
    if not rules.may_move(card.state, move.state):
        words = {"before": queries.STATES[card.state], "after": queries.STATES.get(move.state, move.state)}
        raise Refused(_("A strategy that is “%(before)s” can’t become “%(after)s”.") % words)
    before = card.state
    _prepare(card, by, move, timezone.localdate(now))
    if move.state == rules.IN_FORCE:
        _supersede(card, by, now)
    card.state, card.changed_at = move.state, now
    card.save()
    if move.state == rules.AGREED_INSIDE and charter.shared_with_oneself(card.account, "strategy"):
        skip_step(by=by, account_id=card.account_id, about=Ref.to(card), step=STEP, now=now)
    changes = {"before": before, "after": move.state, "stated_by_id": card.stated_by_id, "stated_on": card.stated_on}
    trail.record("strategy.moved", subject=card, by=by, at=now, changes=changes)
    return card


def _prepare(card: StrategyCard, by: Actor, move: CardMove, today: date) -> None:
    """Check what the new state needs and set the card's fields for it."""
    if move.state == rules.DRAFT:
        card.agreed_inside_by, card.agreed_inside_on = None, None
        put_evidence(card, card.account, NO_EVIDENCE, today=today)
    elif move.state == rules.AGREED_INSIDE:
        if lacking := rules.lacking(flat(value_of(card, CardFields))):
            names = ", ".join(str(queries.FIELDS[name]) for name in lacking)
            raise Refused(_("Before it can be agreed, it needs: %(names)s.") % {"names": names})
        card.agreed_inside_by, card.agreed_inside_on = person_of(by), today
    elif move.state == rules.AGREED_WITH_CLIENT:
        put_evidence(card, card.account, move.evidence, today=today, needed=True)
    elif move.state == rules.IN_FORCE:
        card.in_force_on = today
    else:
        card.superseded_on = today


def _supersede(card: StrategyCard, by: Actor, now: datetime) -> None:
    before = StrategyCard.objects.select_for_update(of=("self",)).filter(account=card.account, state=rules.IN_FORCE)
    for old in before:
        old.state, old.superseded_on, old.changed_at = rules.SUPERSEDED, timezone.localdate(now), now
        old.version += 1
        old.save()
        changes = {"before": rules.IN_FORCE, "after": rules.SUPERSEDED}
        trail.record("strategy.moved", subject=old, by=by, at=now, changes=changes)
