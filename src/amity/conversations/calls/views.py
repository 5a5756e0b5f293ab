"""The pages before a call, and which emails one gets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.conversations.calls import commands, page
from amity.conversations.calls.call import call_with
from amity.conversations.calls.forms import EmailsForm
from amity.conversations.calls.meetings import call_of_meeting, wants_mail
from amity.mailbox.to_clear import commands as to_clear
from amity.mailbox.to_clear.queries import wants_emails


@require_safe
def before_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Show what to know before a call with a contact."""
    actor = actor_of(request)
    call = call_with(actor, contact_id, timezone.now())
    return render(request, "conversations/before.html", page.context(actor, call))


@require_safe
def before_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show what to know before a meeting, about everyone in it."""
    actor = actor_of(request)
    call = call_of_meeting(actor, meeting_id, timezone.now())
    return render(request, "conversations/before.html", page.context(actor, call))


@require_safe
def note_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Lead to the note of a meeting, or to the form of a new one."""
    actor = actor_of(request)
    call = call_of_meeting(actor, meeting_id, timezone.now())
    return redirect(page.note_of(actor, meeting_id) or page.note_address(call))


def own_emails(request: HttpRequest) -> HttpResponse:
    """Choose which emails one gets."""
    actor = actor_of(request)
    chosen = {"before_calls": wants_mail(actor.person_id), "to_clear": wants_emails(actor.person_id)}
    form = EmailsForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        commands.choose_emails(by=actor, before_calls=given["before_calls"], now=now)
        to_clear.choose_emails(by=actor, wanted=given["to_clear"], now=now)
        messages.success(request, _("Settings saved."))
        return redirect("conversations:own_emails")
    return render(request, "conversations/emails.html", {"form": form})
