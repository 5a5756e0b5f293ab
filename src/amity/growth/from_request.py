"""The section of a request's page that makes it an opportunity, or shows the one it became."""

from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode

from amity.growth import policy, queries, wording
from amity.health.account.queries import account_growth_is_closed
from amity.people.queries import person_of
from amity.scope import rules
from amity.scope.models import Request
from amity.shared.actor import Actor

OFFERED: Final = frozenset({rules.ASSESSED, rules.PARKED, rules.NEW_WORK})
"""Decisions of a request with which it can become an opportunity: it waits, or it is new work."""


def section(by: Actor, one: Request) -> dict[str, Any] | None:
    """Return what the section shows, None where there is nothing to offer."""
    if one.state not in OFFERED or one.account is None or not policy.may_record(person_of(by), one.account):
        return None
    kind = Request._meta.label_lower
    made = queries.came_from(kind, [one.pk]).get(one.pk)
    if made is not None:
        return {"made": made, "stage": wording.STAGES[made.stage]}
    if account_growth_is_closed(one.account):
        return {"closed_because": wording.closed(one.account.name)}
    query = urlencode({"from": f"{kind}:{one.pk}"})
    return {"new": f"{reverse('growth:record_on_account', args=[one.account_id])}?{query}"}
