"""Page of a deliverable with its versions, and the forms for versions and comments."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.files.action_pages import act_with_file
from amity.gate.subjects.pages import compose_about
from amity.gate.subjects.queries import sendings_of
from amity.people.queries import person_of
from amity.projects import policy
from amity.projects import queries as projects
from amity.projects.deliverables.queries import row_of
from amity.projects.goals.pages import goal_of_line
from amity.projects.versions import commands, queries
from amity.projects.versions.files import VERSION_FILES
from amity.projects.versions.forms import ClientCommentForm, CommentForm, VersionForm
from amity.projects.versions.sending import VERSION
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted
from amity.ui.slots import navigation


@require_safe
def deliverable(request: HttpRequest, project_id: int, line_id: int) -> HttpResponse:
    """Show the versions of a deliverable, with the comments of both sides."""
    actor = actor_of(request)
    project = projects.project_seen_by(actor, project_id)
    row, person = row_of(project, line_id, timezone.localdate()), person_of(actor)
    found = queries.versions_of(project, line_id)
    sendings = sendings_of(actor, VERSION, [one.version.pk for one in found])
    context = {
        "project": project,
        "row": row,
        "served": goal_of_line(actor, project, line_id),
        "versions": [replace(one, sendings=sendings.get(one.version.pk, ())) for one in found],
        "may_send": bool(policy.may_send_version(person, project, row.state)),
        "may_add": bool(policy.may_add_version(person, project)),
        "may_quote": project.account_id is not None and bool(policy.may_edit(person, project)),
    }
    return render(request, "projects/deliverable.html", context)


def add_version(request: HttpRequest, project_id: int, line_id: int) -> HttpResponse:
    """Add a version: a file or a link."""
    actor = actor_of(request)
    project = projects.project_seen_by(actor, project_id)
    policy.may_add_version(person_of(actor), project).or_refuse()
    row = row_of(project, line_id, timezone.localdate())
    form = VersionForm(request.POST or None, request.FILES or None)
    page = _page(project_id, project.name, line_id, row.title, _("Add version"), _("Save version"))

    def act(_values: dict[str, Any], file_id: int | None) -> str:
        made = commands.add_version(
            by=actor, project_id=project_id, line_id=line_id, fields=form.value_given(), file_id=file_id,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Version %(number)s added.") % {"number": made.number})
        return page.back

    return act_with_file(request, page, form, act, VERSION_FILES)


@require_POST
def remove_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """Remove a version that was added by mistake."""
    removed = commands.remove_version(by=actor_of(request), version_id=version_id, now=timezone.now())
    messages.success(request, _("Version removed."))
    return redirect("projects:deliverable", removed.deliverable.project_id, removed.deliverable.line_id)


def send_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """Write the email with which the client gets a version. It leaves through *Going out*."""
    return compose_about(request, VERSION, version_id)


def add_comment(request: HttpRequest, version_id: int) -> HttpResponse:
    """Add a comment of our team."""
    actor = actor_of(request)
    version = queries.version_seen_by(actor, version_id)
    policy.may_add_version(person_of(actor), version.deliverable.project).or_refuse()
    form = CommentForm(request.POST or None)
    page = _page_of(version, _("Add team comment"), _("Save comment"), _("The client doesn’t see this comment."))

    def act(_values: dict[str, Any]) -> str:
        commands.add_comment(by=actor, version_id=version_id, fields=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def record_client_comment(request: HttpRequest, version_id: int) -> HttpResponse:
    """Record a comment of the client."""
    actor = actor_of(request)
    version = queries.version_seen_by(actor, version_id)
    project = version.deliverable.project
    policy.may_edit(person_of(actor), project).or_refuse()
    account = policy.client_of(project)
    form = ClientCommentForm(request.POST or None, account=account, today=timezone.localdate())
    page = _page_of(version, _("Add client comment"), _("Save comment"))

    def act(_values: dict[str, Any]) -> str:
        commands.record_client_comment(by=actor, version_id=version_id, evidence=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def settle_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Mark a comment as done, or open again."""
    done = posted(request).has("done")
    comment = commands.settle_comment(by=actor_of(request), comment_id=comment_id, done=done, now=timezone.now())
    return redirect(_address(comment.version) + f"#comment-{comment_id}")


def _page_of(version: Any, title: str, button: str, hint: str = "") -> ActPage:
    of = version.deliverable
    label = _("Version %(number)s") % {"number": version.number}
    return _page(of.project_id, of.project.name, of.line_id, of.line.title, f"{title}: {label}", button, hint)


def _page(project_id: int, project: str, line_id: int, line: str, title: str, button: str, hint: str = "") -> ActPage:
    back = reverse("projects:deliverable", args=[project_id, line_id])
    crumbs = (
        navigation.place("work"),
        (project, reverse("projects:project", args=[project_id])),
        (line, back),
    )
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)


def _address(version: Any) -> str:
    return reverse("projects:deliverable", args=[version.deliverable.project_id, version.deliverable.line_id])
