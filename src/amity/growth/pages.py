"""Values of the pages of opportunities: the board, one opportunity, its forms, and an account's section."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.policy import sees_whole
from amity.agency.queries import agency
from amity.audit.words import Named
from amity.growth import board, policy, queries, rules, wording
from amity.growth.models import Opportunity
from amity.health.account.queries import account_growth_is_closed
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.refs import Ref
from amity.strategy.goals.causes import named
from amity.ui import formats
from amity.ui.acts import ActPage
from amity.ui.links import Link
from amity.ui.lists.tabs import EVERYONE, MINE

LATELY: Final = timedelta(days=90)


def plan_of(account: Account) -> str:
    """Return the URL of the opportunities on the account's tab Plan."""
    return f"{reverse('accounts:plan', args=[account.pk])}#growth"


def act(one: Opportunity, title: str, button: str, *, hint: str = "") -> ActPage:
    """Return a page with one form about an opportunity."""
    back = wording.address_of(one)
    crumbs = ((_("Growth"), reverse("growth:growth")), (one.title, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint, grid=True)


def new(account: Account | None) -> ActPage:
    """Return the page with the form of a new opportunity."""
    back = plan_of(account) if account else reverse("growth:growth")
    crumbs = ((_("Growth"), reverse("growth:growth")),) if account is None else ((account.name, back),)
    return ActPage(title=_("New opportunity"), button=_("Save opportunity"), back=back, crumbs=crumbs, grid=True)


def _whose(own: bool) -> list[Link]:
    mine, everyone = map(str, wording.WHOSE)
    return [Link(mine, f"?whose={MINE}", own), Link(everyone, f"?whose={EVERYONE}", not own)]


def board_context(by: Actor, *, own: bool) -> dict[str, Any]:
    """Return everything that the board shows."""
    today, person = timezone.localdate(), person_of(by)
    lanes = board.lanes(by, today, own=own)
    prefetch_related_objects([one for lane in lanes for one in lane.rows], covers_along("account"))
    cards = {lane.stage: [_card_on_board(one, person, today) for one in lane.rows] for lane in lanes}
    sums = sum((lane.sums for lane in lanes), board.Sums())
    fee = policy.sees_fee(person)
    return {
        "lanes": [(lane, wording.STAGES[lane.stage], cards[lane.stage]) for lane in lanes],
        "may_change": any(card["may_change"] for own_cards in cards.values() for card in own_cards),
        "stages": [(number, stage, wording.STAGES[stage]) for number, stage in enumerate(rules.OPEN, start=1)],
        "sums": sums, "currency": agency().currency, "sees_fee": fee, "title": _title(sums, fee=fee),
        "of_whom": MINE if own else EVERYONE,
        "whose": _whose(own), "may_record": bool(policy.may_record(person, None)),
        "closed": [(one, wording.STAGES[one.stage]) for one in queries.closed_since(by, today - LATELY)[:5]],
    }  # fmt: skip


def _title(sums: board.Sums, *, fee: bool) -> str:
    if not sums.count or not fee:
        return _("Pipeline")
    amount = formats.money(Money(sums.weighted, agency().currency), cents=False)
    return _("Open opportunities: %(amount)s weighted by probability") % {"amount": amount}


def card_of(one: Opportunity, today: date) -> dict[str, Any]:
    return {
        "row": one, "who": wording.who(one), "money": queries.money_of(one), "share": queries.probability_of(one) * 100,
        "is_due": rules.step_is_due(one.next_step, one.next_on, today),
    }  # fmt: skip


def _card_on_board(one: Opportunity, person: Person, today: date) -> dict[str, Any]:
    return card_of(one, today) | {"may_change": bool(policy.may_change(person, one))}


def context(by: Actor, one: Opportunity) -> dict[str, Any]:
    """Return everything that the page of an opportunity shows."""
    person, today = person_of(by), timezone.localdate()
    money, probability = queries.money_of(one), queries.probability_of(one)
    is_open, may_change = rules.is_open(one.stage), bool(policy.may_change(person, one))
    weighted = None if money is None else Money(rules.weighted(money.minor, probability), money.currency)
    shut = one.account is not None and is_open and account_growth_is_closed(one.account)
    return {
        "one": one, "who": wording.who(one), "stages": _stages(one), "source": wording.SOURCES[one.source],
        "reason": wording.REASONS.get(one.reason, ""), "origin": _origin(one), "money": money,
        "share": probability * 100, "weighted": weighted, "sees_fee": policy.sees_fee(person), "is_open": is_open,
        "may_change": may_change and is_open, "may_reopen": may_change and one.stage == rules.LOST,
        "is_due": is_open and rules.step_is_due(one.next_step, one.next_on, today),
        "closed_because": wording.closed(one.who) if shut else "", "moves": moves(one),
    }  # fmt: skip


def moves(one: Opportunity) -> list[tuple[int, str, Any]]:
    """Return the stages an open opportunity can move to, each with its key."""
    every = enumerate(rules.OPEN, start=1)
    return [(number, stage, wording.STAGES[stage]) for number, stage in every if stage != one.stage]


def _stages(one: Opportunity) -> list[tuple[str, Any]]:
    ends = rules.LOST if one.stage == rules.LOST else rules.WON
    return [(stage, wording.STAGES[stage]) for stage in (*rules.OPEN, ends)]


def _origin(one: Opportunity) -> Named | None:
    if one.origin_id is None:
        return None
    ref = Ref(one.origin_kind, one.origin_id)
    return named([ref]).get(ref)


def section_address(by: Actor, account: Account) -> str:
    """Return the URL of the growth of an account, which its tab Plan loads once it is shown."""
    return reverse("growth:of_account", args=[account.pk])


def may_see_section(by: Actor, account: object) -> bool:
    """Return whether an account's opportunities are shown: to whoever has full access to it."""
    return isinstance(account, Account) and sees_whole(person_of(by), account)
