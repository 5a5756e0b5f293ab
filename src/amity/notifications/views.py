"""The page of notifications: read one, read all, and go to what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.notifications import commands, queries
from amity.ui.asked import posted, queried


@require_GET
def notifications(request: HttpRequest) -> HttpResponse:
    """Show the person's notifications, newest first."""
    shown = queries.page_of(actor_of(request), queried(request).whole("before"))
    return render(request, "notifications/notifications.html", {"page": shown})


@require_POST
def open_notification(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark a notification as read and go to what it is about."""
    row = commands.mark_read(by=actor_of(request), notification_id=notification_id, now=timezone.now())
    return redirect(row.path)


@require_POST
def mark_read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark a notification as read."""
    commands.mark_read(by=actor_of(request), notification_id=notification_id, now=timezone.now())
    return redirect("notifications:notifications")


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Mark all notifications as read that were on the page, or are older."""
    commands.mark_all_read(by=actor_of(request), until=posted(request).whole("until"), now=timezone.now())
    return redirect("notifications:notifications")
