"""The requests on which someone has to decide."""

from datetime import date

from django.db.models import Q

from amity.accounts.of_person import of_handled_accounts
from amity.people.queries import person_of
from amity.scope import rules
from amity.scope.models import Request, RequestQuerySet
from amity.scope.requests.queries import requests_seen_by
from amity.shared.actor import Actor


def waits_for_decision(today: date) -> Q:
    """Return the condition that a request is assessed, or parked until a day that has come."""
    return Q(closed_at=None) & (Q(state=rules.ASSESSED) | Q(state=rules.PARKED, parked_until__lte=today))


def to_confirm(by: Actor, today: date) -> RequestQuerySet:
    """Return the requests that wait for the actor's decision, the oldest first."""
    rows = requests_seen_by(by).filter(waits_for_decision(today), of_handled_accounts(person_of(by)))
    return rows.select_related("account__manager", "contact", "project", "agreement", "line").order_by("asked_on", "pk")


def next_after(rows: list[Request], current: int) -> Request | None:
    """Return the request after the current one, else the one before it, None without another."""
    others = [one for one in rows if one.pk != current]
    place = next((number for number, one in enumerate(rows) if one.pk == current), 0)
    return others[min(place, len(others) - 1)] if others else None
