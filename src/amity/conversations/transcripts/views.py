"""Pages of the transcript stored with a note: read, download and delete."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.conversations import policy
from amity.conversations.notes import page as note_page
from amity.conversations.transcripts import commands, queries
from amity.conversations.transcripts.pages import context
from amity.conversations.transcripts.saving import file_name, webvtt
from amity.people.queries import person_of
from amity.ui.asked import queried

PAGE = 200


def transcript(request: HttpRequest, note_id: int) -> HttpResponse:
    """Show what was said, two hundred lines a page."""
    actor = actor_of(request)
    note, found = queries.transcript_seen_by(actor, note_id)
    shown = Paginator(found.cues, PAGE).get_page(queried(request).whole("page") or 1)
    values = context(note, found, shown) | {
        "may_change": policy.may_change(person_of(actor), note), "crumbs": note_page.crumbs(note.account)
    }  # fmt: skip
    return render(request, "conversations/transcript.html", values)


def download_transcript(request: HttpRequest, note_id: int) -> HttpResponse:
    """Send the transcript as WebVTT."""
    _note, found = queries.transcript_seen_by(actor_of(request), note_id)
    answer = HttpResponse(webvtt(found.cues), content_type="text/vtt; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(found)}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def delete_transcript(request: HttpRequest, note_id: int) -> HttpResponse:
    """Delete the transcript at once. The note and its records stay."""
    commands.delete_transcript(by=actor_of(request), note_id=note_id, now=timezone.now())
    messages.success(request, _("Transcript deleted. The note and its records are unchanged."))
    return redirect("conversations:note", note_id)
