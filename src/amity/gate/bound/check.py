"""Check: totals, prices of lines and dates of milestones in the text are those of the system."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency_day
from amity.gate.bound.registry import Known, known_of
from amity.gate.bound.rules import Differing, differing
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK, WARN
from amity.shared.money import Money, round_half_even
from amity.ui import formats


def register() -> None:
    """Register the check."""
    registry.register(Check("bound", 14, lazy("Prices and dates as in Amity"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, known_of(letters))


def _run(known_to: Callable[[Letter], Sequence[Known]], letter: Letter) -> Iterator[Finding]:
    known = {one.bound: one for one in known_to(letter)}
    written_on = agency_day(letter.written_at or timezone.now())
    for one in differing(letter.words, known, written_on=written_on):
        yield _finding(one, known[one.bound])


def _finding(one: Differing, known: Known) -> Finding:
    names = {"words": one.words, "label": one.label}
    return Finding(
        key=f"bound:{one.label.casefold()}:{one.words}"[:120],
        level=BLOCK if known.is_binding else WARN,
        title=_("This differs from Amity"),
        words=one.words,
        where=_("“%(label)s” is %(value)s in Amity.") % {"label": one.label, "value": _shown(one)},
        text=_("Your text has “%(words)s” for “%(label)s”.") % names,
        address=known.address,
        address_label=_("Show where it comes from") if known.address else "",
        opens=known.opens,
    )


def _shown(one: Differing) -> str:
    bound = one.bound
    if bound.amount is not None:
        amount = Money(round_half_even(bound.amount, bound.currency), bound.currency)
        return formats.money(amount, cents=bool(bound.amount % 1))
    return formats.dated(bound.day) if bound.day else ""
