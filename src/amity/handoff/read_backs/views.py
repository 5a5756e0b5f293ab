"""Pages that read an item back, and judge a read-back."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff.action_pages import back_at, not_read, not_taken
from amity.handoff.read_backs import commands
from amity.handoff.read_backs import forms as read_back_forms
from amity.shared.errors import Invalid, Stale


@require_POST
def read_back(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Save a read-back of one item. If someone else changed it since, their text stays and yours is shown above it."""
    return _saved(request, handoff_id, read_back_forms.ReadBackForm(request.POST), "words", commands.read_back)


@require_POST
def judge(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Save whether a read-back is right, with a remark."""
    return _saved(request, handoff_id, read_back_forms.VerdictForm(request.POST), "remark", commands.judge_read_back)


def _saved(
    request: HttpRequest, handoff_id: int, form: Form, typed: str, command: Callable[..., object]
) -> HttpResponse:
    """Save the form and return to its item.

    Text in the field `typed` that can't be saved is shown above the hand-off.
    """
    if not form.is_valid():
        return not_read(request, handoff_id, form, typed)
    values = form.cleaned_data
    try:
        command(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **values)
    except (Invalid, Stale) as fault:
        not_taken(request, fault, values[typed])
        return redirect("handoff:handoff", handoff_id)
    return back_at(handoff_id, f"at-{values['key']}")
