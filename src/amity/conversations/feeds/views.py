"""The person's own page of their calendar feed, and the feed itself, which needs no sign-in but its secret address."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.conversations.feeds import commands, limits, queries
from amity.conversations.feeds.calendar import calendar
from amity.meetings.feed_dates import dates_of
from amity.people.public import public
from amity.shared.addresses import client_address
from amity.ui.reader_format import in_their_ways


@never_cache
def own_feed(request: HttpRequest) -> HttpResponse:
    """Show whether the actor has a feed. POST makes or renews its address, which is shown only in this response."""
    actor, address = actor_of(request), ""
    if request.method == "POST":
        secret = commands.make_feed(by=actor, now=timezone.now())
        address = settings.ENVIRONMENT.url + reverse("conversations:feed", args=[secret])
    return render(request, "conversations/feed.html", {"feed": queries.feed_of(actor), "address": address})


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """End the actor's feed."""
    commands.revoke_feed(by=actor_of(request), now=timezone.now())
    messages.success(request, _("Calendar address revoked."))
    return redirect("conversations:own_feed")


@public
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the dates of the person with this secret address, as a calendar.

    A revoked address, one that never existed and one of a person who has left get the same answer.
    """
    now = timezone.now()
    if limits.too_many(client_address(request), now):
        return HttpResponse(status=429, headers={"Retry-After": str(limits.MINUTE)})
    found = queries.feed_by(secret)
    with in_their_ways(found.person):
        dates = dates_of(found.person, found.person.day_of(now))
        body = calendar(_("Amity: my dates"), dates, settings.ENVIRONMENT.url, now)
    queries.note_use(found, now)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
