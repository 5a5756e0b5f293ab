"""The page on which a project manager answers, the form that changes a row, and the page behind an emailed link."""

from dataclasses import asdict
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
from amity.projects.queries import project_seen_by
from amity.shared.errors import Refused
from amity.shared.permission import MoneyRight
from amity.status import policy
from amity.status.answers import commands, page
from amity.status.answers.forms import HOURS, StatusForm
from amity.status.answers.prefill import prefill_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, posted, queried


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Show the projects of the reader with their status, one of them open with the questions of the data."""
    found = page.status_page(actor_of(request), queried(request).whole("project"), timezone.now())
    return render(request, "status/status.html", {"page": found})


@require_POST
def confirm(request: HttpRequest, project_id: int) -> HttpResponse:
    """Confirm that the values of a project are still true, and go on to the next one."""
    actor, now = actor_of(request), timezone.now()
    try:
        row = commands.confirm_status(
            by=actor, project_id=project_id, now=now, digest=posted(request).text("digest", SHORT)
        )
    except Refused as fault:
        messages.error(request, fault.sentence)
        return redirect(page.page_at(project_id))
    messages.success(request, _("%(project)s: status confirmed.") % {"project": row.project.name})
    return redirect(page.address_after(actor, row.project, timezone.now()))


def answer(request: HttpRequest, project_id: int) -> HttpResponse:
    """Change what differs from the prefilled values of a project."""
    actor, now = actor_of(request), timezone.now()
    project = project_seen_by(actor, project_id)
    policy.may_answer(person_of(actor), project).or_refuse()
    known = prefill_of(project, timezone.localdate(now))
    milestone = known.milestone.name if known.milestone else ""
    sees_hours = person_of(actor).money_right >= MoneyRight.HOURS
    form = StatusForm(request.POST or None, initial=asdict(known.fields), milestone=milestone, sees_hours=sees_hours)
    if known.heard is not None:
        form.fields["mood"].help_text = known.heard.hint
    hidden = {name: getattr(known.fields, name) for name in HOURS} if not sees_hours else {}
    back = page.page_at(project_id)
    frame = ActPage(
        title=_("Status of %(project)s") % {"project": project.name}, button=_("Save status"), back=back,
        crumbs=((_("Status"), reverse("status:status")),),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        row = commands.answer_status(
            by=actor, project_id=project_id, fields=form.value_given(**hidden), now=timezone.now()
        )
        messages.success(request, _("%(project)s: status saved.") % {"project": project.name})
        return page.address_after(actor, row.project, timezone.now())

    return act_page(request, frame, form, act)
