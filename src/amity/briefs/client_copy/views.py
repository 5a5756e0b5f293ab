"""Page that shows the brief to the client."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amity.accounts.contacts.languages import language_for
from amity.audit.actor_rights import actor_of
from amity.briefs.client_copy.page import for_client as for_client_of
from amity.briefs.queries import brief_seen_by
from amity.ui.asked import SHORT, queried
from amity.ui.reader_format import in_language


def for_client(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Show the brief for the client, to print or copy, without hours, costs or other internal values."""
    actor = actor_of(request)
    priced = queried(request).text("prices", SHORT) != "no"
    seen = brief_seen_by(actor, brief_id)
    with in_language(language_for(seen.approver)):
        return render(
            request, "briefs/for_client.html", for_client_of(actor, seen, timezone.localdate(), priced=priced)
        )
