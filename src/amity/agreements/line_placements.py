"""Agreements' answer to `lines.placements`: which agreement contains a line."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse

from amity.accounts.models import Account
from amity.agreements import rules
from amity.agreements.lines.models import AgreementLine
from amity.agreements.queries import agreements_seen_by
from amity.lines.placements import Placement
from amity.shared.actor import Actor


def placements(by: Actor, line_ids: Iterable[int]) -> Sequence[Placement]:
    """Return the agreement of each line that has one, with its address where the actor sees it."""
    placed = AgreementLine.objects.filter(line__in=list(line_ids)).select_related("agreement", "line").order_by("pk")
    rows = list(placed)
    seen = set(agreements_seen_by(by).filter(agreement_lines__in=rows).values_list("pk", flat=True))
    return [
        Placement(
            line_id=row.line_id,
            label=f"{row.number} {row.line.title}",
            agreement=str(row.agreement),
            address=reverse("agreements:agreement", args=[row.agreement_id]) if row.agreement_id in seen else "",
        )
        for row in rows
    ]


def choices(account: Account, also: Iterable[int]) -> Sequence[tuple[int, str]]:
    """Return the lines an account agreed to or is offered, newest agreements first, as (id, label).

    Lines of an agreement that has ended are left out, unless they are in `also`.
    """
    offered = ~Q(agreement__state__in=rules.OVER) | Q(line__in=also)
    placed = AgreementLine.objects.filter(offered, line__account=account).select_related("line", "agreement")
    rows = placed.order_by("-agreement_id", "pk")
    return [(row.line_id, f"{row.agreement}: {row.number} {row.line.title}") for row in rows]
