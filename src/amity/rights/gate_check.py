"""Check: the rights of others cover what is sent, on the day it goes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency_day
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK
from amity.gate.subjects.registry import sender_of
from amity.rights.queries import blocks_on


def register() -> None:
    """Register the check."""
    registry.register(Check("rights", 18, lazy("Third-party rights"), _run))


def _run(letter: Letter) -> Iterator[Finding]:
    sender = sender_of(letter.about.kind)
    if sender is None or letter.about.id is None:
        return
    day = agency_day(letter.goes_at or timezone.now())
    for block in blocks_on(sender.line_ids(letter.about.id), day):
        yield Finding(
            key=f"right:{block.right.pk}:{block.why}",
            level=BLOCK,
            title=_("The rights don’t cover this"),
            text=block.sentence,
            address=reverse("rights:right", args=[block.right.pk]),
            address_label=_("Show right"),
            can_be_overruled=False,
        )
