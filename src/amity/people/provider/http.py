"""Call the identity provider: over TLS, without redirects, and never this machine or its network's own services.

In development, where Amity itself is reached without TLS, a provider on this machine is allowed.
"""

import ipaddress
import socket
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

LOOPBACK_NAMES: Final = ("127.0.0.1", "localhost")
SECONDS: Final = 5
MOST_BYTES: Final = 200_000


class ForbiddenAddress(OSError):
    """The name leads to an address that no provider has. The pool wraps it, so its sentence is what is recognised."""

    SENTENCE: Final = "this address belongs to no provider"


class _CheckedConnection(HTTPSConnection):
    """Looks at the address it is connected to before it sends anything, so that no other answer of DNS gets by."""

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        if not is_allowed(connected.getpeername()[0]):
            connected.close()
            raise ForbiddenAddress(ForbiddenAddress.SENTENCE)
        return connected


class _CheckedPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedConnection


class _Checked(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = manager.pool_classes_by_scheme | {"https": _CheckedPool}


class Calls(requests.Session):
    """A session of requests to the provider, with a time limit."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.max_redirects = 0
        self.adapters.clear()
        self.mount("https://", _Checked())
        if not settings.ENVIRONMENT.tls:
            for name in LOOPBACK_NAMES:
                self.mount(f"http://{name}", HTTPAdapter())

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request. Raise `requests.RequestException` if there is no answer in time, or one that is too long."""
        kwargs.setdefault("timeout", SECONDS)
        answer = super().request(*args, **kwargs | {"stream": True})
        body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
        if len(body) > MOST_BYTES:
            raise requests.exceptions.ContentDecodingError("the answer is too long")
        answer._content = body
        return answer


def is_allowed(address: str) -> bool:
    """Return whether a provider can have this address. Private networks are allowed: many agencies run their own."""
    place = ipaddress.ip_address(address.partition("%")[0])
    place = getattr(place, "ipv4_mapped", None) or place
    return not (place.is_loopback or place.is_link_local or place.is_multicast or place.is_unspecified)


def is_address_of_provider(url: object) -> bool:
    """Return whether a URL may be one of the provider: https, or this machine in development."""
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
        name = parts.hostname if parts else None
    except ValueError:
        return False
    if parts is None or not name or parts.username is not None or parts.password is not None:
        return False
    return parts.scheme == "https" or (
        parts.scheme == "http" and name in LOOPBACK_NAMES and not settings.ENVIRONMENT.tls
    )
