"""Pages of call-offs: log, change, finish, drop and reopen a request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.retainers.action_pages import form_page, to_work
from amity.retainers.call_offs import choices, commands, queries
from amity.retainers.call_offs.forms import CallOffForm, ChangedCallOffForm


def log_call_off(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Log a client's request."""
    actor, seen = to_work(request, agreement_id)
    today = timezone.localdate()
    form = CallOffForm(request.POST or None, offered=choices.call_off_choices(seen, today), today=today)

    def act(values: dict[str, Any]) -> None:
        commands.log_call_off(
            by=actor, agreement_id=agreement_id, fields=form.value_given(), project_id=values["project_id"],
            now=timezone.now(),
        )  # fmt: skip

    hint = _("The request becomes a work item. Time logged on that item counts towards it.")
    return form_page(request, seen, form, act, (lazy("Log a request"), lazy("Log request")), hint)


def change_call_off(request: HttpRequest, agreement_id: int, request_id: int) -> HttpResponse:
    """Change a request's title, contact, due date and plan."""
    actor, seen = to_work(request, agreement_id)
    today = timezone.localdate()
    form = ChangedCallOffForm(request.POST or None, offered=choices.call_off_choices(seen, today), today=today)
    form.fill(queries.call_off_of(seen, request_id))

    def act(values: dict[str, Any]) -> None:
        commands.change_call_off(
            by=actor, agreement_id=agreement_id, request_id=request_id, version=values["version"],
            fields=form.value_given(), now=timezone.now(),
        )  # fmt: skip

    hint = _("Time already logged on the request stays where it is.")
    return form_page(request, seen, form, act, (lazy("Edit request"), lazy("Save request")), hint)


@require_POST
def finish_call_off(request: HttpRequest, agreement_id: int, request_id: int) -> HttpResponse:
    """Mark a call-off as finished."""
    commands.finish_call_off(by=actor_of(request), agreement_id=agreement_id, request_id=request_id, now=timezone.now())
    return redirect("retainers:retainer", agreement_id)


@require_POST
def drop_call_off(request: HttpRequest, agreement_id: int, request_id: int) -> HttpResponse:
    """Record that the client no longer wants a call-off."""
    commands.drop_call_off(by=actor_of(request), agreement_id=agreement_id, request_id=request_id, now=timezone.now())
    return redirect("retainers:retainer", agreement_id)


@require_POST
def take_up_call_off(request: HttpRequest, agreement_id: int, request_id: int) -> HttpResponse:
    """Reopen a call-off."""
    commands.take_up_call_off(
        by=actor_of(request), agreement_id=agreement_id, request_id=request_id, now=timezone.now()
    )
    return redirect("retainers:retainer", agreement_id)
