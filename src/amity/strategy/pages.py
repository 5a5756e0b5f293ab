"""Shared code of the pages of goals and strategy, and their sections on the account's pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.strategy import places, policy, rules
from amity.strategy.cards import queries as card_queries
from amity.strategy.cards.forms import MoveCardForm
from amity.strategy.goals import queries as goal_queries
from amity.strategy.goals.forms import GoalForm
from amity.strategy.models import StrategyCard
from amity.ui.acts import ActPage


def plan_of(account: Account, anchor: str) -> str:
    """Return the URL of a section of the account's tab Plan."""
    return f"{reverse('accounts:plan', args=[account.pk])}#{anchor}"


def act(account: Account, title: str, button: str, back: str, *, hint: str = "", grid: bool = False) -> ActPage:
    """Return a page with one form about an account's goals or strategy."""
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, plan_of(account, "strategy")))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint, grid=grid)


def moves_of(card: StrategyCard) -> list[tuple[str, Promise, MoveCardForm | None]]:
    """Return the moves a card can make now: state, button, and form, or None if a page asks for evidence."""
    return [(state, card_queries.MOVES[state], _at_once(card, state)) for state in rules.MOVES[card.state]]


def goals_section(by: Actor, account: Account) -> dict[str, Any]:
    """Return the data for the section of goals."""
    return {
        "rows": goal_queries.goals_of(by, account, timezone.localdate()),
        "pages": places.pages_for(by, account.pk),
        "quick": _quick(account) if policy.may_set(person_of(by), account) else None,
    }


def card_section(by: Actor, account: Account) -> dict[str, Any]:
    """Return the section of the strategy card: the card in force, the card in preparation, and earlier ones."""
    every = card_queries.cards_of(by, account)
    in_force = next((one for one in every if one.state == rules.IN_FORCE), None)
    being_made = next((one for one in every if one.state in rules.BEING_MADE), None)
    return {
        "card": in_force,
        "rows": card_queries.rows_beside_goal(in_force) if in_force else [],
        "being_made": being_made,
        "being_made_word": card_queries.STATES[being_made.state] if being_made else "",
        "before": [one for one in every if one.state == rules.SUPERSEDED],
        "may_draft": not being_made and bool(policy.may_draft(person_of(by), account)),
    }


def _quick(account: Account) -> GoalForm:
    return GoalForm(account=account, auto_id="goal_%s", short=True)


def _at_once(card: StrategyCard, state: str) -> MoveCardForm | None:
    if state == rules.AGREED_WITH_CLIENT:
        return None
    initial = {"state": state, "version": card.version}
    return MoveCardForm(account=card.account, state=state, initial=initial, auto_id=False)
