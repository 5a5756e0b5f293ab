"""Where consent is asked for at each provider, and for what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from amity.mailbox.connections.rules import GOOGLE, MICROSOFT

_TENANT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")
_MICROSOFT: Final = "https://login.microsoftonline.com"
_MICROSOFT_SCOPE: Final = (
    "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access"
)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a provider, the scope to ask for, and what else it needs to be asked."""

    authorize: str
    token: str
    scope: str
    also: Mapping[str, str] = field(default_factory=dict)


def is_tenant(tenant: str) -> bool:
    """Return whether a text can be a tenant of Microsoft: its ID or its domain."""
    return _TENANT.fullmatch(tenant) is not None


def endpoints_of(provider: str, *, tenant: str, authorize: str, token: str, scope: str) -> Endpoints:
    """Return the endpoints of a registration."""
    if provider == GOOGLE:
        return Endpoints(
            "https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token",
            "https://mail.google.com/", {"access_type": "offline", "prompt": "consent"},
        )  # fmt: skip
    if provider == MICROSOFT:
        base = f"{_MICROSOFT}/{tenant}/oauth2/v2.0"
        return Endpoints(f"{base}/authorize", f"{base}/token", _MICROSOFT_SCOPE)
    return Endpoints(authorize, token, scope)
