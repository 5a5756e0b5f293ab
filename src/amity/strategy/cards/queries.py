"""Queries for strategy cards."""

from collections.abc import Collection, Mapping
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Prepared
from amity.strategy import rules
from amity.strategy.models import StrategyCard

STATES: Mapping[str, Promise] = {
    rules.DRAFT: lazy("draft"),
    rules.AGREED_INSIDE: lazy("agreed internally"),
    rules.AGREED_WITH_CLIENT: lazy("agreed with the client"),
    rules.IN_FORCE: lazy("in force"),
    rules.SUPERSEDED: lazy("superseded"),
}
MOVES: Mapping[str, Promise] = {
    rules.DRAFT: lazy("Back to draft"),
    rules.AGREED_INSIDE: lazy("Agree internally"),
    rules.AGREED_WITH_CLIENT: lazy("The client agreed"),
    rules.IN_FORCE: lazy("Put in force"),
    rules.SUPERSEDED: lazy("Mark as superseded"),
}
FIELDS: Mapping[str, Promise] = {
    "goal": lazy("Goal"),
    "audience": lazy("Audience"),
    "message": lazy("Single message"),
    "must": lazy("Must"),
    "must_not": lazy("Must not"),
    "measures": lazy("Measures"),
}


def cards_seen_by(by: Actor) -> QuerySet[StrategyCard]:
    """Return the strategy cards the actor can see."""
    seen = StrategyCard.objects.visible_to(person_of(by))
    return seen.select_related("account__manager", "stated_by", "agreed_inside_by")


def card_seen_by(by: Actor, card_id: int, *, lock: bool = False) -> StrategyCard:
    """Return one card, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = cards_seen_by(by)
    return seen_or_missing(
        found,
        card_id,
        _("Strategy not found. It may have been deleted, or you don’t have access to its account."),
        lock=lock,
    )


def card_in_force(account_id: int) -> StrategyCard | None:
    """Return the account's strategy in force. Checks no rights, for parts that already check the account's."""
    found: StrategyCard | None = OF_ACCOUNT.row({"account": account_id})
    return found


OF_ACCOUNT: Final = Prepared(
    lambda: (
        StrategyCard.objects.filter(account=ACCOUNT, state=rules.IN_FORCE)
        .select_related("stated_by")
        .order_by("pk")[:1]
    )
)


def cards_in_force(account_ids: Collection[int]) -> Mapping[int, StrategyCard]:
    """Return the strategy in force of accounts, by account. Checks no rights, for checks of emails to the client."""
    if not account_ids:
        return {}
    found = StrategyCard.objects.filter(account__in=account_ids, state=rules.IN_FORCE)
    return {card.account_id: card for card in found}


def cards_of(by: Actor, account: Account) -> list[StrategyCard]:
    """Return the account's cards, newest first."""
    return once_a_page(("strategy cards", account.pk), lambda: rows_on_account(by, account.pk, _cards))


def _cards(by: Actor) -> QuerySet[StrategyCard]:
    return cards_seen_by(by).filter(account=ACCOUNT).order_by("-number")


def goal_in_force() -> Subquery:
    """Return the goal of the strategy in force as a column of accounts. Checks no rights, for those who see them."""
    card = StrategyCard.objects.filter(account=OuterRef("pk"), state=rules.IN_FORCE)
    return Subquery(card.values("goal"))


def rows_of(card: StrategyCard) -> list[tuple[Promise, list[str]]]:
    """Return the labelled fields of a card, each with the lines of its text."""
    return [(label, getattr(card, name).splitlines()) for name, label in FIELDS.items()]


def rows_beside_goal(card: StrategyCard) -> list[tuple[Promise, list[str]]]:
    """Return the labelled fields of a card without its goal, for a page that shows that as its sentence."""
    return rows_of(card)[1:]
