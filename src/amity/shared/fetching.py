"""Fetch what a person gave an address for: only from hosts Amity may reach, and never more or longer than allowed.

Each hop of a redirect is checked as the first one was. Compressed answers are unpacked piece by piece within the limit.
Secrets are sent to the first origin alone, and no fault names more than the host.
"""

import ssl
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore2

from amity.shared.guarded_network import Deadline, GuardedNetwork
from amity.shared.public_hosts import ForbiddenHost, UnknownHost, host_name, is_internal

PORTS: Final = {"http": 80, "https": 443}
REDIRECTS: Final = {301, 302, 303, 307, 308}
LONGEST_ADDRESS: Final = 2_000
SAFE_IN_ADDRESS: Final = "/:?#[]@!$&'()*+,;=%~"
_NEVER_FORWARDED: Final = {"authorization", "cookie"}

ADDRESS, HOST, FORBIDDEN, CONNECTION, CERTIFICATE, TIME, SIZE, REDIRECT, PACKING, PROTOCOL = (
    "address", "host", "forbidden", "connection", "certificate", "time", "size", "redirect", "packing", "protocol",
)  # fmt: skip
CODES: Final = (ADDRESS, HOST, FORBIDDEN, CONNECTION, CERTIFICATE, TIME, SIZE, REDIRECT, PACKING, PROTOCOL)


class FetchFault(Exception):
    """Nothing usable came back. `code` is one of `CODES`, `host` the server that was asked last."""

    def __init__(self, code: str, host: str = "") -> None:
        super().__init__(f"{code} ({host})" if host else code)
        self.code, self.host = code, host


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """The most bytes of an answer once unpacked, the seconds all hops may take together, and how many hops."""

    most_bytes: int = 5_000_000
    seconds: float = 20
    most_redirects: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """User and password, sent as HTTP Basic."""

    user: str
    password: str = field(repr=False)

    @property
    def header(self) -> str:
        """Return the value of the header that carries it."""
        return "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: its last address, the status, headers by their names in small letters, and the body."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """Return the media type without parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    secret: Secret | None = None,
    limits: FetchLimits | None = None,
) -> Answer:
    """Return the answer of a server, whatever its status. Raise `FetchFault`."""
    limits = limits or FetchLimits()
    deadline, first = Deadline(limits.seconds), parts_of(address)
    asked = {name.lower(): value for name, value in (headers or {}).items()}
    if secret is not None:
        asked["authorization"] = secret.header
    here = first
    for _hop in range(limits.most_redirects + 1):
        sent = asked if _origin(here) == _origin(first) else _without_secrets(asked)
        answer = _exchange(here, method, sent, body, deadline, limits)
        onward = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or not onward:
            return answer
        here = _next_hop(here, onward)
        if answer.status == 303 and method not in ("GET", "HEAD"):
            method, body = "GET", b""
    raise FetchFault(REDIRECT, here.hostname or "")


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address that Amity may fetch. Raise `FetchFault`.

    It is http or https, names a host, and has neither user nor password in it.
    """
    text = address.strip()
    if len(text) > LONGEST_ADDRESS or any(ord(sign) < 33 or ord(sign) == 127 for sign in text):
        raise FetchFault(ADDRESS)
    try:
        parts = urlsplit(text)
        name, _port = host_name(parts.hostname or ""), parts.port
    except (ValueError, ForbiddenHost):
        raise FetchFault(ADDRESS) from None
    if parts.scheme not in PORTS or parts.username is not None or parts.password is not None:
        raise FetchFault(ADDRESS, name)
    return parts


def _exchange(
    parts: SplitResult, method: str, headers: Mapping[str, str], body: bytes, deadline: Deadline, limits: FetchLimits
) -> Answer:  # fmt: skip
    """Send one request over a connection of its own, and read the answer within the limits."""
    host = host_name(parts.hostname or "")
    network = GuardedNetwork(deadline)
    own = {"host": _host_header(parts), "accept-encoding": "gzip", "connection": "close"}
    own["user-agent"] = headers.get("user-agent", "Amity")
    if body or method not in ("GET", "HEAD"):
        own["content-length"] = str(len(body))
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=network, max_connections=1) as pool,
            pool.stream(method, _url(parts), headers=list(_bytes({**headers, **own})), content=body) as answer,
        ):
            found = _plain(answer.headers)
            unpacked = _unpacked(answer.iter_stream(), found.get("content-encoding", ""), limits.most_bytes)
            return Answer(address=parts.geturl(), status=answer.status, headers=found, body=unpacked)
    except FetchFault as fault:
        raise FetchFault(fault.code, host) from None
    except Exception as fault:
        if (code := _code(fault)) is None:
            raise
        raise FetchFault(code, host) from None


def _code(fault: BaseException) -> str | None:
    """Return the code of what httpcore or the network raised, or None for a mistake of our own."""
    causes: list[BaseException] = [fault]
    while (below := causes[-1].__cause__ or causes[-1].__context__) is not None:
        causes.append(below)
    for kind, code in (
        (ForbiddenHost, FORBIDDEN), (UnknownHost, HOST), (ssl.SSLError, CERTIFICATE), (TimeoutError, TIME),
        (httpcore2.TimeoutException, TIME), (httpcore2.ProtocolError, PROTOCOL), (httpcore2.NetworkError, CONNECTION),
        (OSError, CONNECTION),
    ):  # fmt: skip
        if any(isinstance(one, kind) for one in causes):
            return code
    return None


def _unpacked(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return the body, unpacked within the limit. Raise `FetchFault` for one that is longer or packed another way."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchFault(PACKING)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in encoding else None
    found = bytearray()
    received = 0
    for piece in pieces:
        received += len(piece)
        if received > most:
            raise FetchFault(SIZE)
        if unpack is None:
            found += piece
            continue
        try:
            found += unpack.decompress(piece, most - len(found) + 1)
        except zlib.error:
            raise FetchFault(PACKING) from None
        if len(found) > most:
            raise FetchFault(SIZE)
    if unpack is not None and received and not unpack.eof:
        raise FetchFault(PACKING)
    return bytes(found)


def _next_hop(here: SplitResult, onward: str) -> SplitResult:
    """Return where a redirect leads. Raise `FetchFault` if that is less safe than where it came from."""
    there = parts_of(urljoin(here.geturl(), quote(onward, safe=SAFE_IN_ADDRESS)))
    if here.scheme == "https" and there.scheme != "https":
        raise FetchFault(REDIRECT, here.hostname or "")
    # A server may not lead Amity into the agency's network. Only a person names a host there.
    if is_internal(there.hostname or "") and host_name(there.hostname or "") != host_name(here.hostname or ""):
        raise FetchFault(FORBIDDEN, there.hostname or "")
    return there


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, host_name(parts.hostname or ""), parts.port or PORTS[parts.scheme]


def _without_secrets(headers: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in headers.items() if name not in _NEVER_FORWARDED}


def _host_header(parts: SplitResult) -> str:
    name = host_name(parts.hostname or "")
    shown = f"[{name}]" if ":" in name else name
    return shown if parts.port in (None, PORTS[parts.scheme]) else f"{shown}:{parts.port}"


def _url(parts: SplitResult) -> httpcore2.URL:
    target = quote(parts.path or "/", safe=SAFE_IN_ADDRESS) + (
        f"?{quote(parts.query, safe=SAFE_IN_ADDRESS)}" if parts.query else ""
    )
    return httpcore2.URL(
        scheme=parts.scheme, host=host_name(parts.hostname or ""), port=parts.port or PORTS[parts.scheme], target=target
    )


def _bytes(headers: Mapping[str, str]) -> Iterable[tuple[bytes, bytes]]:
    return ((name.encode("ascii"), value.encode("utf-8")) for name, value in headers.items())


def _plain(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}


def _tls() -> Any:
    return httpcore2.default_ssl_context()
