"""Pages of threads and of their emails."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.mailbox import policy
from amity.mailbox.messages import commands as message_commands
from amity.mailbox.messages.queries import message_seen_by
from amity.mailbox.threads import commands, page, queries
from amity.mailbox.threads.forms import ProjectForm, RemoveForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


def thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Show a thread: its messages, oldest first, the newest open."""
    actor = actor_of(request)
    return render(request, "mailbox/thread.html", page.context(actor, queries.thread_seen_by(actor, thread_id)))


def choose_project(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Assign a thread to a project."""
    actor = actor_of(request)
    seen = queries.thread_seen_by(actor, thread_id)
    policy.may_assign(person_of(actor), seen.account).or_refuse()
    form = ProjectForm(request.POST or None, projects=queries.projects_for(actor, seen))
    form.fill(seen)
    what = ActPage(
        title=_("Choose project"), button=_("Save project"), back=page.address_of(seen), crumbs=page.crumbs(seen)
    )

    def act(values: dict[str, Any]) -> str:
        commands.choose_project(
            by=actor, thread_id=thread_id, version=values["version"], project_id=values["project_id"],
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Project saved."))
        return what.back

    return act_page(request, what, form, act)


def remove_message(request: HttpRequest, email_id: int) -> HttpResponse:
    """Delete an email for good."""
    actor = actor_of(request)
    seen = message_seen_by(actor, email_id)
    policy.may_remove(person_of(actor), seen.account).or_refuse()
    what = ActPage(
        title=_("Remove email from Amity"), button=_("Remove email"), back=page.address_of(seen.thread),
        crumbs=page.crumbs(seen.thread),
        hint=_("Its text and attachments are deleted here, and it isn’t imported again. Mailboxes keep their copy."),
    )  # fmt: skip

    def act(_values: dict[str, Any]) -> str:
        left = message_commands.remove_message(by=actor, email_id=email_id, now=timezone.now())
        messages.success(request, _("Email removed."))
        return what.back if left else reverse("accounts:account", args=[seen.account_id])

    return act_page(request, what, RemoveForm(request.POST or None), act)
