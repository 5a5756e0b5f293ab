"""Check: wording that reads as a promise. It warns, and one chip answers it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import rules
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import AMOUNT, DEADLINE, GUARANTEE, WARN, promises_in

MOST = 6
"""Warnings about wording for one item. A list of dates isn't a list of promises."""


def register() -> None:
    """Register the check."""
    registry.register(Check("promises", 30, lazy("Promise wording"), registry.of_words(_run)))


def _run(letter: Letter) -> Iterator[Finding]:
    titles = {
        GUARANTEE: _("This reads as a promise"),
        DEADLINE: _("A date is mentioned"),
        AMOUNT: _("An amount is mentioned"),
    }
    for one in promises_in(letter.words, timezone.localdate())[:MOST]:
        yield Finding(
            key=f"promise:{one.words.casefold()}"[:120],
            level=WARN,
            title=titles[one.kind],
            words=one.words,
            text=_("“%(words)s”") % {"words": one.words},
            chips=(rules.CHECKED, rules.WORDING, rules.NOT_A_PROMISE),
        )
