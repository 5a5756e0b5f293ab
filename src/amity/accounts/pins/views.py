"""Pin and unpin an account, from its page or the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from amity.accounts.pins import commands
from amity.audit.actor_rights import actor_of
from amity.ui.asked import ADDRESS, posted


@require_POST
def pin_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Pin an account."""
    commands.pin_account(by=actor_of(request), account_id=account_id, now=timezone.now())
    return redirect(_back(request, account_id))


@require_POST
def unpin_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Unpin an account."""
    commands.unpin_account(by=actor_of(request), account_id=account_id)
    return redirect(_back(request, account_id))


def _back(request: HttpRequest, account_id: int) -> str:
    """The page the act was sent from, if it is one of ours."""
    page = posted(request).text("back", ADDRESS)
    ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if ours else reverse("accounts:account", args=[account_id])
