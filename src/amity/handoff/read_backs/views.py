"""Read an item back, and judge what was read back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.handoff.action_pages import back_at, not_read, not_taken
from amity.handoff.read_backs import commands
from amity.handoff.read_backs import forms as read_back_forms
from amity.shared.errors import Invalid, Stale


@require_POST
def read_back(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Save a read-back of one item. If someone else changed it since, their text stays and yours is shown above it."""
    form = read_back_forms.ReadBackForm(request.POST)
    if not form.is_valid():
        return not_read(request, handoff_id, form, "words")
    values = form.cleaned_data
    try:
        commands.read_back(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **values)
    except (Invalid, Stale) as fault:
        not_taken(request, fault, values["words"])
        return redirect("handoff:handoff", handoff_id)
    return back_at(handoff_id, f"at-{values['key']}")


@require_POST
def judge(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Say whether the words are right."""
    form = read_back_forms.VerdictForm(request.POST)
    if not form.is_valid():
        return not_read(request, handoff_id, form, "remark")
    values = form.cleaned_data
    try:
        commands.judge_read_back(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **values)
    except (Invalid, Stale) as fault:
        not_taken(request, fault, values["remark"])
        return redirect("handoff:handoff", handoff_id)
    return back_at(handoff_id, f"at-{values['key']}")
