"""Queries for the requests of clients."""

from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.conversations.models import NotePoint, Request, RequestQuerySet
from amity.conversations.rules import OPEN
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

MOST_COMPARED: Final = 200
"""Open requests of an account with which a line is compared."""


def requests_seen_by(by: Actor) -> RequestQuerySet:
    """Return the requests the actor can see."""
    return Request.objects.visible_to(person_of(by))


def request_seen_by(by: Actor, request_id: int, *, lock: bool = False) -> Request:
    """Return one request, or raise `NotSeen`."""
    rows = requests_seen_by(by).select_related("account__manager", "project", "contact")
    gone = _("Request not found. It may have been deleted, or you don’t have access.")
    return seen_or_missing(rows.prefetch_related(covers_along("account")), request_id, gone, lock=lock)


def open_requests_on(by: Actor, account: Account) -> list[Request]:
    """Return the open requests on an account, the oldest first, with the notes each comes from."""
    return rows_on_account(by, account.pk, _open_requests)


def _open_requests(by: Actor) -> "QuerySet[Request]":
    rows = requests_seen_by(by).filter(account=ACCOUNT, state=OPEN).select_related("contact", "project")
    noted = NotePoint.objects.select_related("note").order_by("note__held_at", "pk")
    return rows.prefetch_related(Prefetch("points", noted)).order_by("asked_on", "pk")


def asked_before(by: Actor, account: Account) -> list[Request]:
    """Return the newest open requests on an account, to which a line of a note can be added."""
    rows = requests_seen_by(by).filter(account=account, state=OPEN).select_related("contact")
    return list(rows.order_by("-asked_on", "-pk")[:MOST_COMPARED])
