"""Check: what a version of a deliverable shows isn't the scope of a change order that the client hasn't signed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.editions.keeping import kept_records
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.orders.models import LineChange
from amity.agreements.queries import agreements_seen_by
from amity.gate import rules as gate
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK, WARN
from amity.gate.subjects.registry import lines_of_subjects
from amity.shared.actor import Actor

SHOWS = (gate.SHOWING, gate.VERSION)


def register() -> None:
    """Register the check."""
    registry.register(Check("order", 19, lazy("Change orders signed"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    lines = lines_of_subjects({(one.about.kind, one.about.id) for one in letters if one.kind in SHOWS})
    orders = _offered({line for ids in lines.values() for line in ids})
    return partial(_run, {about: [orders.get(line, ()) for line in ids] for about, ids in lines.items()})


def _offered(line_ids: Collection[int]) -> Mapping[int, Sequence[Agreement]]:
    """Return the change orders that the client hasn't signed, by the lines that they change."""
    changed = kept_records("lines of unsigned orders", _changed) if line_ids else {}
    by_line = {line: changed[line] for line in line_ids if line in changed}
    orders = Agreement.objects.in_bulk({pk for ids in by_line.values() for pk in ids}) if by_line else {}
    return {line: [orders[pk] for pk in ids if pk in orders] for line, ids in by_line.items()}


def _changed() -> Mapping[int, Sequence[int]]:
    """Return the change orders that no client has signed, by the lines that they change."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = LineChange.objects.filter(order__state__in=rules.OFFERED).exclude(line=None)
    for line, order in rows.values_list("line_id", "order_id"):
        found[line or 0].append(order)
    return dict(found)


def _run(offered: Mapping[tuple[str, int], Sequence[Sequence[Agreement]]], letter: Letter) -> Iterator[Finding]:
    """Find change orders about the line. One that is still drafted may be about later work, so it only warns."""
    if letter.kind not in SHOWS or letter.about.id is None:
        return
    rows = {one.pk: one for orders in offered.get((letter.about.kind, letter.about.id), ()) for one in orders}
    for _pk, order in sorted(rows.items()):
        names = {"order": order, "state": wording.STATES[order.state]}
        yield Finding(
            key=f"order:{order.pk}:{order.state}",
            level=WARN if order.state == rules.DRAFT else BLOCK,
            title=_("A change order isn’t signed"),
            text=_("“%(order)s” changes this line, and it is “%(state)s”.") % names,
            address=reverse("agreements:agreement", args=[order.pk]),
            address_label=_("Show change order"),
            opens=partial(opens, order.pk),
        )


def opens(order_id: int, by: Actor) -> bool:
    """Return whether the actor can open a change order."""
    return agreements_seen_by(by).filter(pk=order_id).exists()
