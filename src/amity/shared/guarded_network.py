"""The network below Amity's HTTP client: connects to checked addresses only, and to all of them within one deadline."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from amity.shared.public_hosts import checked_addresses


class Deadline:
    """A moment some seconds from now that everything together has to meet."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raise `TimeoutError` if none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class GuardedNetwork(httpcore2.NetworkBackend):
    """Resolves a host itself, checks each of its addresses, and connects to one of those."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        """Connect to the first address that answers. Raise `ForbiddenHost` before anything is sent."""
        refused: Exception = ConnectionError()
        for address in checked_addresses(host, port):
            try:
                made = self._sockets.connect_tcp(address, port, self._deadline.left(), local_address, socket_options)
            except httpcore2.NetworkError as fault:
                refused = fault
            else:
                return _TimedStream(made, self._deadline)
        raise refused

    def connect_unix_socket(self, path: str, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        """Refuse: an address never names a socket of this machine."""
        raise ConnectionError(path)


class _TimedStream(httpcore2.NetworkStream):
    """A connection of which every step has only the time that is left of the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Return the same connection over TLS. The certificate has to be that of the host asked for."""
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
