"""Pages of threads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.audit.actor_rights import actor_of
from amity.mailbox.threads import page, queries


def thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Show a thread: its messages, oldest first, the newest open."""
    actor = actor_of(request)
    return render(request, "mailbox/thread.html", page.context(actor, queries.thread_seen_by(actor, thread_id)))
