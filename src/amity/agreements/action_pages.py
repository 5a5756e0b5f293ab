"""Helpers shared by the pages of one agreement: its action page, and a file attached to it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from amity.agreements import policy, queries
from amity.agreements.documents import commands
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.permission import Answer
from amity.ui.acts import ActPage


def attach_uploaded(request: HttpRequest, agreement_id: int, file_id: int | None) -> int | None:
    """Attach an uploaded file to its agreement, in the transaction of the action."""
    if file_id is not None:
        commands.attach_file(by=actor_of(request), agreement_id=agreement_id, file_id=file_id, now=timezone.now())
    return file_id


def page_of(
    agreement_id: int, name: str, title: Any, button: Any, hint: Any = "", *, grid: bool = False, done: Any = ""
) -> ActPage:  # fmt: skip
    """Return an action page whose way back is the agreement's own page. `done` is its notice."""
    back = reverse("agreements:agreement", args=[agreement_id])
    return ActPage(title=title, button=button, back=back, crumbs=((name, back),), hint=hint, grid=grid, done=done)


def to_write(request: HttpRequest, agreement_id: int) -> Any:
    """Return an agreement the person can write, in any status. Refused with the reason."""
    return _allowed(request, agreement_id, policy.may_write)


def to_change(request: HttpRequest, agreement_id: int) -> Any:
    """Return an agreement the person can edit now. Refused with the reason."""
    return _allowed(request, agreement_id, policy.may_change)


def to_move(request: HttpRequest, agreement_id: int, state: str) -> Any:
    """Return an agreement whose status the person can change. Refused with the reason."""
    seen = to_write(request, agreement_id)
    policy.may_move(seen, state).or_refuse()
    return seen


def _allowed(request: HttpRequest, agreement_id: int, may: Callable[[Any, Any], Answer]) -> Any:
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    may(person_of(actor), seen).or_refuse()
    return seen
