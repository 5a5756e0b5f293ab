"""Read back and judge, acknowledge what changed, finish conditions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.handoff import commands
from amity.handoff.views.telling import back_at, not_taken, number_in
from amity.shared.errors import Invalid, Refused, Stale


@require_POST
def read_back(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Say an item in one's own words. What somebody else said meanwhile stands; what was typed stands above it."""
    key, words = request.POST.get("key", ""), request.POST.get("words", "")
    version = number_in(request, "version")
    try:
        commands.read_back(
            by=actor_of(request), handoff_id=handoff_id, key=key, words=words, version=version, now=timezone.now()
        )
    except (Invalid, Stale) as fault:
        not_taken(request, fault, words)
        return redirect("handoff:handoff", handoff_id)
    return back_at(handoff_id, f"at-{key}")


@require_POST
def judge(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Say whether the words are right."""
    said = {name: request.POST.get(name, "") for name in ("key", "verdict", "remark")}
    version = number_in(request, "version")
    try:
        commands.judge_read_back(
            by=actor_of(request), handoff_id=handoff_id, version=version, now=timezone.now(), **said
        )  # fmt: skip
    except (Invalid, Stale) as fault:
        not_taken(request, fault, said["remark"])
        return redirect("handoff:handoff", handoff_id)
    return back_at(handoff_id, f"at-{said['key']}")


@require_POST
def acknowledge(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Take note of what changed."""
    said = {name: request.POST.get(name, "") for name in ("key", "digest")}
    try:
        commands.acknowledge(by=actor_of(request), handoff_id=handoff_id, now=timezone.now(), **said)
    except (Refused, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)


@require_POST
def finish_condition(request: HttpRequest, condition_id: int) -> HttpResponse:
    """Say that a condition came true."""
    done = commands.finish_condition(by=actor_of(request), condition_id=condition_id, now=timezone.now())
    if request.POST.get("back") == "list":
        return redirect("handoff:handoffs")
    return redirect("handoff:handoff", done.handoff_id)
