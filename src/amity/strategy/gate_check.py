"""Check: a question about what clients decide on or read as progress, where a strategy card is in force."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import rules as gate
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import WARN
from amity.strategy.cards.queries import cards_in_force
from amity.strategy.models import StrategyCard

ASKED_OF: Final = frozenset({gate.SHOWING, gate.VERSION, gate.BRIEF, gate.QUOTE, gate.STATUS})
"""Kinds that serve the strategy or don't. A quote is a brief with its prices."""


KEY: Final = "strategy:"
"""The start of the question's key. The card's id follows."""


def register() -> None:
    """Register the check."""
    registry.register(Check("strategy", 25, lazy("Serves the strategy"), _prepare, can_block=False))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, cards_in_force({one.account.pk for one in letters if one.kind in ASKED_OF and one.account.pk}))


def _run(cards: Mapping[int, StrategyCard], letter: Letter) -> Iterator[Finding]:
    card = cards.get(letter.account.pk)
    if card is None or letter.kind not in ASKED_OF:
        return
    yield Finding(
        key=f"{KEY}{card.pk}",
        level=WARN,
        title=_("Does this serve “%(message)s”?") % {"message": card.message},
        text=_must_nots(card),
        address=reverse("strategy:card", args=[card.pk]),
        address_label=_("Show strategy"),
        chips=(gate.SERVES, gate.STRAYS, gate.CHECKED),
        is_question=True,
    )


def _must_nots(card: StrategyCard) -> str:
    lines = [line.strip() for line in card.must_not.splitlines() if line.strip()]
    return _("The strategy’s must-nots: %(list)s") % {"list": " · ".join(lines)} if lines else ""
