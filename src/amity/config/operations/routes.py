"""Name a request by the pattern of its address."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

UNMATCHED: Final = "unmatched"
STATIC: Final = "static"


def route_of(request: HttpRequest) -> str:
    """Return the pattern of a request's address. The address itself may contain the secret of a link."""
    match = getattr(request, "resolver_match", None)
    if match is not None:
        return f"/{str(match.route).lstrip('^/')}"
    return STATIC if request.path_info.startswith(settings.STATIC_URL) else UNMATCHED
