"""Pages on which project managers name who covers for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.projects.stand_ins import commands, policy, queries
from amity.projects.stand_ins.forms import StandInForm
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


@require_safe
def stand_ins(request: HttpRequest) -> HttpResponse:
    """List who covers for the reader, and whom the reader covers for."""
    actor = actor_of(request)
    person = person_of(actor)
    rows = list(queries.covers_seen_by(actor, person.day_of(timezone.now())))
    shown = [(one, bool(policy.may_name(person, one.manager))) for one in rows]
    return render(request, "projects/stand_ins.html", {"covers": shown, "person": person})


def name_stand_in(request: HttpRequest) -> HttpResponse:
    """Name a stand-in."""
    actor, back = actor_of(request), reverse("projects:stand_ins")
    form = StandInForm(request.POST or None, person=person_of(actor))
    frame = ActPage(
        title=_("Name a stand-in"), button=_("Save stand-in"), back=back, crumbs=((_("Stand-in"), back),),
        hint=_(
            "From the first day to the last, your stand-in sees your projects. What waits for you waits for them too."
        ),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.name_stand_in(by=actor, fields=form.value_given(), now=timezone.now())
        return back

    return act_page(request, frame, form, act)


@require_POST
def end_stand_in(request: HttpRequest, cover_id: int) -> HttpResponse:
    """End a cover now, or cancel one that hasn't started."""
    version = posted(request).whole("version")
    commands.end_stand_in(by=actor_of(request), cover_id=cover_id, version=version, now=timezone.now())
    messages.success(request, _("Cover ended."))
    return redirect("projects:stand_ins")
