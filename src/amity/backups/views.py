"""The page Settings → Backups, its schedule, and a backup on request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.backups import commands, jobs, policy, queries
from amity.backups.forms import ScheduleForm
from amity.ui.acts import ActPage, act_page


def backups(request: HttpRequest) -> HttpResponse:
    """Show the schedule and the results of the last backups."""
    page = queries.page_seen_by(actor_of(request), timezone.now())
    return render(request, "backups/backups.html", {"page": page})


def change_schedule(request: HttpRequest) -> HttpResponse:
    """Change when and where nightly backups are made."""
    actor = actor_of(request)
    policy.may_manage(actor).or_refuse()
    form, back = ScheduleForm(request.POST or None), reverse("backups:backups")
    form.fill(queries.schedule())
    page = ActPage(title=_("Nightly backups"), button=_("Save schedule"), back=back, crumbs=((_("Backups"), back),))

    def act(values: dict[str, Any]) -> str:
        version = values["version"] or 0
        commands.change_schedule(by=actor, version=version, fields=form.value_given(), now=timezone.now())
        return back

    return act_page(request, page, form, act)


@require_POST
def back_up_now(request: HttpRequest) -> HttpResponse:
    """Start a backup and show its progress."""
    job = jobs.start_now(by=actor_of(request), now=timezone.now())
    return redirect("jobs:job", job.pk)
