"""What pages of one agreement share: its act page, and files brought before any transaction is open."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from amity.agreements import policy, queries
from amity.agreements.documents import commands
from amity.audit.standing import actor_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.shared.permission import Answer
from amity.ui.acts import ActForm, ActPage, act_page


def attach_uploaded(request: HttpRequest, agreement_id: int, file_id: int | None) -> int | None:
    """A file just brought, put on its agreement in the transaction of the act."""
    if file_id is not None:
        commands.attach_file(by=actor_of(request), agreement_id=agreement_id, file_id=file_id, now=timezone.now())
    return file_id


def page_of(agreement_id: int, name: str, title: Any, button: Any, hint: Any = "", *, grid: bool = False) -> ActPage:
    """An act page whose way back is the agreement's own page."""
    back = reverse("agreements:agreement", args=[agreement_id])
    return ActPage(title=title, button=button, back=back, crumbs=((name, back),), hint=hint, grid=grid)


def to_write(request: HttpRequest, agreement_id: int) -> Any:
    """An agreement the person writes, whatever its state. Refused with the reason."""
    return _allowed(request, agreement_id, policy.may_write)


def to_change(request: HttpRequest, agreement_id: int) -> Any:
    """An agreement whose words the person may change now. Refused with the reason."""
    return _allowed(request, agreement_id, policy.may_change)


def to_move(request: HttpRequest, agreement_id: int, state: str) -> Any:
    """An agreement the person may put into a state. Refused with the reason."""
    seen = to_write(request, agreement_id)
    policy.may_move(seen, state).or_refuse()
    return seen


def act_with_file(
    request: HttpRequest, page: ActPage, form: ActForm, act: Callable[[dict[str, Any], int | None], str]
) -> HttpResponse:
    """An act page that may bring one file: kept before any transaction is open, let go where it found no place."""
    upload = request.FILES.get("file")
    if not form.is_bound or not form.is_valid() or upload is None:
        return act_page(request, page, form, lambda values: act(values, None))
    by, now = actor_of(request), timezone.now()
    try:
        file = commands.bring(by=by, name=upload.name or "", chunks=upload.chunks(), now=now)
    except Invalid as fault:
        form.show(fault)
        return act_page(request, page, form, lambda values: page.back)
    try:
        return act_page(request, page, form, lambda values: act(values, file.pk))
    finally:
        commands.let_go([file.pk])


def _allowed(request: HttpRequest, agreement_id: int, may: Callable[[Any, Any], Answer]) -> Any:
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    may(person_of(actor), seen).or_refuse()
    return seen
