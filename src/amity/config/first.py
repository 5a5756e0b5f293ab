"""`/` redirects to missing settings, to the first import, or to Today. Also `/settings/`, and the browsers' icon."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from amity.agency.queries import agency
from amity.audit.actor_rights import actor_of
from amity.imports import places
from amity.people.public import public
from amity.ui.shell.context import Shell


def start(request: HttpRequest) -> HttpResponse:
    """Redirect to Today, to incomplete settings, or to the first import."""
    own = agency()
    if not (own.currency and own.country and own.time_zone):
        return redirect("agency:first")
    if places.is_first_page(actor_of(request)):
        return redirect("imports:imports")
    return redirect("today:today")


def settings(request: HttpRequest) -> HttpResponse:
    """Redirect to the first settings page that the person can open. Their own is one of them."""
    return redirect(Shell(request).settings_address)


@public
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect to the icon. Browsers request /favicon.ico where no page names another, as for a file."""
    return redirect(static("build/favicon.svg"))
