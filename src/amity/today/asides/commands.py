"""Set cards aside, bring them back, and correct their effects."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agency.queries import agency, limit
from amity.audit import trail
from amity.notifications.commands import notify
from amity.notifications.rules import TODAY
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen
from amity.shared.money import Money, round_half_even
from amity.shared.values import tidied
from amity.today.asides import rules
from amity.today.asides.fields import EffectFields, LetPassFields, NotNowFields
from amity.today.asides.queries import aside_seen_by
from amity.today.asides.titles import titles_of
from amity.today.cards.collecting import board_of, times_by_kind
from amity.today.cards.values import Board, Card
from amity.today.models import Aside
from amity.today.shown.queries import state_to_change
from amity.today.shown.rules import answered

LIMIT: Final = "courtesy.manager_value"
LONGEST: Final = timedelta(days=366)


def card_of(board: Board, key: str) -> Card:
    """Return the card with this key, or raise `NotSeen`."""
    found = next((card for card in board.cards if card.key == key), None)
    if found is None:
        raise NotSeen(_("This is no longer open."))
    return found


@command
def not_now(*, by: Actor, card_key: str, fields: NotNowFields, now: datetime, whose: str = "") -> Aside:
    """Set a card aside until a date, or until something about it changes, whichever is first."""
    board = board_of(by, now, whose=whose)
    until = tidied(fields).until
    if until is not None and not board.today < until <= board.today + LONGEST:
        raise Invalid(_("Choose a date within the next year."), "until")
    return _store(by, board, card_of(board, card_key), now, way=rules.NOT_NOW, until=until)


@command
def let_pass(*, by: Actor, card_key: str, fields: LetPassFields, now: datetime, whose: str = "") -> Aside:
    """Let a card pass, with the reason. The director is notified where it is large."""
    board = board_of(by, now, whose=whose)
    card = card_of(board, card_key)
    _counted(by, card, "let_pass")
    kind, account = card.lead.kind.key, card.lead.account_id
    signs = [sign for one in board.cards for sign in one.signs]
    own = card.lead.rank.effects
    is_large = rules.is_large(
        card.lead.money, _managers_limit(), (own.client, own.agency)
    )  # fmt: skip
    one = _store(
        by, board, card, now, way=rules.LET_PASS, reason=tidied(fields).reason, is_large=is_large,
        times=max(1, times_by_kind(signs, board.asides)[kind, account]),
    )  # fmt: skip
    if is_large:
        _notify_director(by, one, now)
    return one


@command
def not_so(*, by: Actor, card_key: str, now: datetime, whose: str = "") -> Aside:
    """Raise the threshold of a card's kind on its account, or without one hide the kind there up to its rank."""
    board = board_of(by, now, whose=whose)
    card = card_of(board, card_key)
    _counted(by, card, "not_so")
    lead = card.lead
    _end(board, now, way=rules.NOT_SO, kind=lead.kind.key, account=lead.account_id)
    is_measured = bool(lead.kind.measured and lead.item.measure > 0)
    return _store(
        by, board, card, now, way=rules.NOT_SO, unit=lead.kind.measured if is_measured else "",
        limit=rules.raised(lead.item.measure, lead.kind.measured) if is_measured else lead.rank.total,
    )  # fmt: skip


@command
def correct_effects(*, by: Actor, card_key: str, fields: EffectFields, now: datetime, whose: str = "") -> Aside:
    """Rank a card by the effects that its reader knows, in place of the calculated ones."""
    board = board_of(by, now, whose=whose)
    lead, own = card_of(board, card_key).lead, tidied(fields)
    _end(board, now, way=rules.EFFECTS, card=lead.key)
    card = Card(key=lead.key, signs=(lead,))
    return _store(by, board, card, now, way=rules.EFFECTS, client=own.client, agency=own.agency)


@command
def bring_back(*, by: Actor, aside_id: int, now: datetime) -> Aside:
    """Bring back what the actor set aside, or undo corrected effects."""
    one = aside_seen_by(by, aside_id, lock=True)
    one.ended_at = now
    one.save(update_fields=["ended_at"])
    trail.record("today.brought_back", subject=one, by=by, at=now, changes={"way": one.way})
    return one


def _end(board: Board, now: datetime, **which: Any) -> None:
    """End the answers that a new one replaces."""
    for one in Aside.objects.visible_to(board.person).in_force().filter(**which):
        one.ended_at = now
        one.save(update_fields=["ended_at"])


def _store(by: Actor, board: Board, card: Card, now: datetime, *, way: str, **values: Any) -> Aside:
    lead = card.lead
    title, translations = titles_of(by, board, card, now)
    one = Aside.objects.create(
        person=board.person, way=way, card=card.key, kind=lead.kind.key, signs=card.fingerprints,
        account_id=lead.account_id, project=Project.objects.filter(pk=card.project_id or 0).first(),
        title=title, translations=translations,
        minor=lead.money.minor if lead.money else None, currency=lead.money.currency if lead.money else "",
        at=now, **values,
    )  # fmt: skip
    answer: Mapping[str, Any] = {
        name: getattr(one, name) for name in ("until", "reason", "limit", "client", "agency") if getattr(one, name)
    }
    set_aside_as = f"today.{way}"
    trail.record(set_aside_as, subject=one, by=by, at=now, changes={"title": one.title, **answer})
    return one


def _managers_limit() -> Money:
    """Return the value at no charge up to which the account manager decides alone."""
    currency = agency().currency
    return Money(round_half_even(Decimal(limit(LIMIT)), currency), currency)


def _counted(by: Actor, card: Card, how: str) -> None:
    """Count the answer for the kind of a card, once."""
    state = state_to_change(person_of(by))
    state.shown, state.counts = answered(state.shown, state.counts, card.key, how, card.lead.kind.key)
    state.save(update_fields=["shown", "counts"])


def _notify_director(by: Actor, one: Aside, now: datetime) -> None:
    found = Account.objects.filter(pk=one.account_id or 0).select_related("director").first()
    notify(
        person=found.director if found else None, kind=TODAY, by=by, path=reverse("today:asides"), now=now,
        text=lambda: _("%(who)s let pass: %(title)s") % {"who": by.label, "title": one.heading},
        account=found.name if found else "",
    )  # fmt: skip
