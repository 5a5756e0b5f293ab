"""Check: what a version of a deliverable shows isn't the scope of a change order that the client hasn't signed."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.gate import rules as gate
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK, WARN
from amity.gate.subjects.registry import sender_of
from amity.shared.actor import Actor

SHOWS = (gate.SHOWING, gate.VERSION)


def register() -> None:
    """Register the check."""
    registry.register(Check("order", 19, lazy("Change orders signed"), _run))


def _run(letter: Letter) -> Iterator[Finding]:
    """Find change orders about the line. One that is still drafted may be about later work, so it only warns."""
    sender = sender_of(letter.about.kind)
    if letter.kind not in SHOWS or sender is None or letter.about.id is None:
        return
    touched = Agreement.objects.filter(line_changes__line__in=sender.line_ids(letter.about.id))
    for order in touched.filter(state__in=rules.OFFERED).distinct().order_by("pk"):
        names = {"order": order, "state": wording.STATES[order.state]}
        yield Finding(
            key=f"order:{order.pk}:{order.state}",
            level=WARN if order.state == rules.DRAFT else BLOCK,
            title=_("A change order isn’t signed"),
            text=_("“%(order)s” changes this line, and it is “%(state)s”.") % names,
            address=reverse("agreements:agreement", args=[order.pk]),
            address_label=_("Show change order"),
            opens=partial(_opens, order.pk),
        )


def _opens(order_id: int, by: Actor) -> bool:
    return agreements_seen_by(by).filter(pk=order_id).exists()
