"""Severe conflicts that are open, which the gate asks about before something unprompted goes to the client."""

from collections.abc import Collection, Mapping
from typing import Final

from django.db.models import F, Q
from django.urls import reverse

from amity.expectations.models import Conflict
from amity.gate import hooks

HURTS: Final = -3
"""An answer whose effect on the client is this or worse leaves the conflict severe."""


def register() -> None:
    """Answer the gate's question."""
    hooks.severe_conflicts.append(severe_conflicts)


def severe_conflicts(account_ids: Collection[int]) -> Mapping[int, hooks.Conflict]:
    """Return the latest open conflict that has no answer yet, or whose answer hurts the client, by account."""
    hurtful = Q(options__answer=F("answer"), options__client_effect__lte=HURTS)
    rows = Conflict.objects.filter(Q(answer="") | hurtful, account__in=account_ids, closed_at=None)
    ordered = rows.order_by("found_at", "pk").values_list("account_id", "believed", "found_at", "expectation_id")
    return {
        account: hooks.Conflict(believed, found_at, reverse("expectations:expectation", args=[expectation]))
        for account, believed, found_at, expectation in ordered
    }
