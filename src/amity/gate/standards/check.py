"""Check: words that break a standard of the agency. It warns."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import WARN
from amity.gate.standards.models import Standard
from amity.gate.standards.queries import standards
from amity.gate.standards.rules import broken_by


def register() -> None:
    """Register the check."""
    registry.register(Check("standards", 25, lazy("Agency standards"), _prepare, can_block=False))


def _prepare(_letters: Sequence[Letter]) -> Run:
    return partial(_run, standards())


def _run(in_force: Sequence[Standard], letter: Letter) -> Iterator[Finding]:
    for one in in_force:
        if words := broken_by(one.words, letter.words):
            yield Finding(
                key=f"standard:{one.pk}", level=WARN, title=_("Breaks an agency standard"), words=words,
                text=one.text, address=reverse("gate:checks"), address_label=_("Show standard"),
            )  # fmt: skip
