"""Severe conflicts that are open, which the gate asks about before something unprompted goes to the client."""

from typing import Final

from django.db.models import F, Q
from django.urls import reverse

from amity.expectations.models import Conflict
from amity.gate import hooks

HURTS: Final = -3
"""An answer whose effect on the client is this or worse leaves the conflict severe."""


def register() -> None:
    """Answer the gate's question."""
    hooks.severe_conflict.append(severe_conflict)


def severe_conflict(account_id: int) -> hooks.Conflict | None:
    """Return the latest open conflict that has no answer yet, or whose answer hurts the client. None without one."""
    hurtful = Q(options__answer=F("answer"), options__client_effect__lte=HURTS)
    rows = Conflict.objects.filter(Q(answer="") | hurtful, account=account_id, closed_at=None)
    found = rows.order_by("-found_at", "-pk").values_list("believed", "expectation_id").first()
    if found is None:
        return None
    return hooks.Conflict(found[0], reverse("expectations:expectation", args=[found[1]]))
