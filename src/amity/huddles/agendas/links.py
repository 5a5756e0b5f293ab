"""Links of points: only to what their reader can open, and to a page that has something for them."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.queries import sees_whole
from amity.conversations.passing.queries import ids_seen_by
from amity.huddles.models import Point
from amity.people.queries import person_of
from amity.scope import policy as requests
from amity.scope.requests.queries import requests_seen_by
from amity.shared.actor import Actor

PASSED_ON: Final = frozenset({"passed", "tell"})
"""Kinds whose points link to a page of what is passed on."""
ASSESS, CONFIRM = "request_to_assess", "request_to_confirm"


def without_closed_links(by: Actor, points: Sequence[Point]) -> None:
    """Remove the links that the reader can't open: what another person raised, and requests that they don't see.

    A request that they see and can't assess or decide on is linked to its own page, since the others have nothing for
    them.
    """
    doubtful = [one for one in points if one.kind in PASSED_ON and not (one.account and sees_whole(by, one.account))]
    opened = ids_seen_by(by, [one.item for one in doubtful]) if doubtful else frozenset()
    for one in doubtful:
        if one.item not in opened:
            one.address = ""
    _link_requests(by, [one for one in points if one.kind in (ASSESS, CONFIRM) and not _manages(by, one)])


def _manages(by: Actor, point: Point) -> bool:
    return point.account is not None and point.account.manager_id == by.person_id


def _link_requests(by: Actor, points: Sequence[Point]) -> None:
    if not points:
        return
    person = person_of(by)
    decides = ExpressionWrapper(Q(of_handled_accounts(person)), BooleanField())
    rows = requests_seen_by(by).filter(pk__in=[one.item for one in points]).annotate(decides=decides)
    seen: dict[int, Any] = {row.pk: row for row in rows.select_related("account__manager", "project")}
    for one in points:
        row = seen.get(one.item)
        if row is None:
            one.address = ""
            continue
        if not (requests.may_assess(person, row) if one.kind == ASSESS else row.decides):
            one.address = reverse("scope:request", args=[row.pk])
