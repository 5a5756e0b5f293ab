"""Ask people to confirm who they are before they change how they sign in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

FRESH: Final = timedelta(minutes=5)


def is_confirmed(request: HttpRequest, now: datetime) -> bool:
    """Return whether the person signed in, or confirmed who they are, within the last five minutes."""
    records = get_authentication_records(request, request.user)
    return bool(records) and 0 <= now.timestamp() - records[-1]["at"] < FRESH.total_seconds()


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send people to confirm who they are before this view. What they posted has to be sent again."""

    @wraps(view)
    def asked_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confirmed(request, timezone.now()):
            return view(request, *args, **kwargs)
        then = request.get_full_path() if request.method == "GET" else reverse("people:own_sign_in")
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': then})}")

    return asked_first
