"""Find the network address of a request's sender, also behind proxies."""

from django.conf import settings
from django.http import HttpRequest

LONGEST = 45


def client_address(request: HttpRequest) -> str:
    """Return the address the outermost trusted proxy saw, or the one connected directly, or "" if there is neither.

    Each proxy appends the address it saw to X-Forwarded-For. Anyone can forge what is further left.
    """
    proxies: int = settings.ENVIRONMENT.trust_proxy
    seen = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies][:LONGEST]
    return str(request.META.get("REMOTE_ADDR", ""))[:LONGEST]
