"""Check: wording that reads as a promise. It warns, and one chip answers it."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency_day
from amity.gate import rules
from amity.gate.bound.registry import Known, known_of
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import AMOUNT, DEADLINE, GUARANTEE, WARN, Own, promises_in

MOST = 6
"""Warnings about wording for one item. A list of dates isn't a list of promises."""


def register() -> None:
    """Register the check."""
    registry.register(Check("promises", 30, lazy("Promise wording"), _prepare, can_block=False))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, known_of(letters))


def _run(known_to: Callable[[Letter], Sequence[Known]], letter: Letter) -> Iterator[Finding]:
    """Yield the wording that may be a promise, but no amount or date of the record that the letter is about."""
    titles = {
        GUARANTEE: _("This reads as a promise"),
        DEADLINE: _("A date is mentioned"),
        AMOUNT: _("An amount is mentioned"),
    }
    found = promises_in(letter.words, timezone.localdate())
    if found and letter.about.id is not None:
        own = _own(known_to(letter))
        found = promises_in(letter.words, timezone.localdate(), own, agency_day(letter.written_at or timezone.now()))
    for one in found[:MOST]:
        yield Finding(
            key=f"promise:{one.words.casefold()}"[:120],
            level=WARN,
            title=titles[one.kind],
            words=one.words,
            text=_("“%(words)s”") % {"words": one.words},
            chips=(rules.CHECKED, rules.WORDING, rules.NOT_A_PROMISE),
        )


def _own(known: Sequence[Known]) -> Own:
    """Return the amounts, whole or rounded, and the dates that bind the letter."""
    bounds = [one.bound for one in known if one.is_binding]
    prices = [(abs(one.amount), one.currency) for one in bounds if one.amount is not None]
    rounded = [(Decimal(round(amount)), currency) for amount, currency in prices]
    return Own(frozenset([*prices, *rounded]), frozenset(one.day for one in bounds if one.day is not None))
