"""Read back and judge, acknowledge what changed, finish conditions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.handoff import answer_forms, commands
from amity.handoff.views.telling import back_at, not_read, not_taken
from amity.shared.errors import Invalid, Refused, Stale
from amity.ui.asked import SHORT, posted


@require_POST
def read_back(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Say an item in one's own words. What somebody else said meanwhile stands; what was typed stands above it."""
    form = answer_forms.ReadBackForm(request.POST)
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
    form = answer_forms.VerdictForm(request.POST)
    if not form.is_valid():
        return not_read(request, handoff_id, form, "remark")
    values = form.cleaned_data
    try:
        commands.judge_read_back(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **values)
    except (Invalid, Stale) as fault:
        not_taken(request, fault, values["remark"])
        return redirect("handoff:handoff", handoff_id)
    return back_at(handoff_id, f"at-{values['key']}")


@require_POST
def acknowledge(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Take note of what changed."""
    sent = posted(request)
    said = {name: sent.text(name, SHORT) for name in ("key", "digest")}
    try:
        commands.acknowledge(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **said)
    except (Refused, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)


@require_POST
def finish_condition(request: HttpRequest, condition_id: int) -> HttpResponse:
    """Say that a condition came true."""
    done = commands.finish_condition(by=actor_of(request), condition_id=condition_id, now=timezone.now())
    if posted(request).text("back", SHORT) == "list":
        return redirect("handoff:handoffs")
    return redirect("handoff:handoff", done.handoff_id)
