"""Authenticate REST callers by bearer token. Cookies give no access here."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from amity.api import throttling
from amity.shared.actor import Actor
from amity.shared.addresses import client_address
from amity.shared.errors import Refused

READ = "read"
log = logging.getLogger("amity.sign_in")


@dataclass(frozen=True, slots=True)
class Caller:
    """The person a token belongs to, its scope, and `known`: values cached during one request.

    `known` takes `still`: whether the request only reads.
    """

    token_id: int
    actor: Actor
    scopes: frozenset[str]
    known: Callable[..., AbstractContextManager[None]]
    answered: Callable[[], None]


class Finder(Protocol):
    """Finds a token's owner, or None for an unknown or revoked token. `reads`: the request changes nothing."""

    def __call__(self, token: str, now: datetime, *, reads: bool) -> Caller | None: ...


_find: list[Finder] = []


def callers_come_from(function: Finder) -> None:
    """Register the function that finds a token's owner."""
    _find[:] = [function]


class PersonalToken(HttpBearer):
    """`Authorization: Bearer amity_…`, with the scope that an operation needs."""

    openapi_description = "A personal token, made under My settings, Tokens."

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Return the caller, or None for 401. Raises `Refused` without the scope, `Throttled` for too many calls."""
        caller = _find[0](token, timezone.now(), reads=request.method == "GET") if _find else None
        if caller is None:
            log.warning("token refused from %s", client_address(request))
            return None
        throttling.count(caller.token_id)
        if self.scope not in caller.scopes:
            raise Refused(_("This token lacks the scope %(scope)s.") % {"scope": self.scope})
        return caller


def caller_of(request: HttpRequest) -> Caller:
    """Return the authenticated caller."""
    found: Any = getattr(request, "auth", None)
    if not isinstance(found, Caller):  # pragma: no cover - every operation asks for a token
        raise Refused(_("Send a token first."))
    return found


def asker(request: HttpRequest) -> Actor:
    """Return the actor, for queries and commands."""
    return caller_of(request).actor
