"""Page that shows the brief to the client."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amity.accounts.contacts.languages import language_for
from amity.audit.actor_rights import actor_of
from amity.briefs.client_copy.page import for_client as for_client_of
from amity.briefs.client_copy.sending import PLAIN, PRICED, may_send, missing_before
from amity.briefs.queries import brief_seen_by
from amity.gate.subjects.pages import compose_about
from amity.gate.subjects.queries import has_open, sendings_of
from amity.people.queries import person_of
from amity.ui.asked import SHORT, queried
from amity.ui.reader_format import in_language


def for_client(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Show the brief for the client, to print or copy, without hours, costs or other internal values."""
    actor = actor_of(request)
    priced = queried(request).text("prices", SHORT) != "no"
    seen = brief_seen_by(actor, brief_id)
    found = [sending for key in (PRICED, PLAIN) for sending in sendings_of(actor, key, [brief_id]).get(brief_id, ())]
    may_email = not has_open(found) and bool(may_send(person_of(actor), seen))
    shown = {
        "sendings": found, "may_email": may_email,
        "missing": missing_before(seen, timezone.now()) if may_email else "",
    }  # fmt: skip
    with in_language(language_for(seen.approver)):
        context = for_client_of(actor, seen, timezone.localdate(), priced=priced)
        return render(request, "briefs/for_client.html", context | shown)


def send_brief(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Write the email with a brief, `?prices=no` without its prices. It leaves through *Going out*."""
    priced = queried(request).text("prices", SHORT) != "no"
    return compose_about(request, PRICED if priced else PLAIN, brief_id)
