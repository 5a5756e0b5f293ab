"""Pages that add, show and change an action, and the buttons that finish and reopen one."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.opened import accounts_opened_by
from amity.accounts.queries import account_seen_by, sees_whole
from amity.audit.actor_rights import actor_of
from amity.conversations import policy
from amity.conversations.actions import commands, pages, queries
from amity.conversations.passing.pages import act as frame
from amity.conversations.passing.pages import home_of
from amity.monitoring.queries import client_of
from amity.people.queries import person_of
from amity.ui.acts import act_page
from amity.ui.asked import posted, queried

if TYPE_CHECKING:
    from amity.accounts.models import Account


def add_action(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add an action to an account. `?project=` chooses a project."""
    account = account_seen_by(actor_of(request), account_id)
    return _add(request, account, queried(request).whole("project"), home_of(request, account))


def add_project_action(request: HttpRequest, project_id: int) -> HttpResponse:
    """Add an action to a project."""
    account, _project = client_of(actor_of(request), project_id=project_id)
    return _add(request, account, project_id, f"{reverse('projects:client', args=[project_id])}#actions")


def _add(request: HttpRequest, account: "Account", project_id: int, back: str) -> HttpResponse:
    actor = actor_of(request)
    form = pages.action_form(
        actor, account, request.POST or None, project_id=project_id, contact_id=queried(request).whole("contact")
    )
    page = frame(account, _("Add action"), _("Add action"), back)

    def act(values: dict[str, Any]) -> str:
        fields = form.action_given()
        if project_id and "project_id" not in form.data:
            fields = form.action_given(project_id=project_id)
        made = commands.add_action(by=actor, account_id=account.pk, fields=fields, now=timezone.now())
        messages.success(request, _("Action added: %(what)s") % {"what": made.what})
        return page.back

    return act_page(request, page, form, act)


def action(request: HttpRequest, action_id: int) -> HttpResponse:
    """Show one action."""
    actor = actor_of(request)
    seen = queries.action_seen_by(actor, action_id)
    context = {
        "one": pages.with_words(actor, [seen])[0],
        "opens_account": seen.account_id in accounts_opened_by(actor, [seen.account]),
        "sees_whole": sees_whole(actor, seen.account),
    }
    return render(request, "conversations/action.html", context)


def edit_action(request: HttpRequest, action_id: int) -> HttpResponse:
    """Change an open action."""
    actor = actor_of(request)
    seen = queries.action_seen_by(actor, action_id)
    policy.may_finish(person_of(actor), seen).or_refuse()
    form = pages.action_form(actor, seen.account, request.POST or None, own=seen)
    form.fill(seen)
    back = reverse("conversations:action", args=[action_id])
    page = frame(seen.account, _("Edit action"), _("Save action"), back)

    def act(values: dict[str, Any]) -> str:
        fields = form.action_given()
        version = values["version"] or 0
        commands.edit_action(by=actor, action_id=action_id, version=version, fields=fields, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def finish_action(request: HttpRequest, action_id: int) -> HttpResponse:
    """Mark an action as done, and return to the page with the button."""
    asked = posted(request)
    commands.finish_action(
        by=actor_of(request), action_id=action_id, version=asked.whole("version"), now=timezone.now()
    )  # fmt: skip
    messages.success(request, _("Action done."), extra_tags=reverse("conversations:reopen_action", args=[action_id]))
    return redirect(_within(asked.text("back"), action_id))


@require_POST
def reopen_action(request: HttpRequest, action_id: int) -> HttpResponse:
    """Reopen an action, and return to the page with the button."""
    commands.reopen_action(by=actor_of(request), action_id=action_id, now=timezone.now())
    messages.success(request, _("Action reopened."))
    return redirect(_within(posted(request).text("back"), action_id))


def _within(address: str, action_id: int) -> str:
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("conversations:action", args=[action_id])
