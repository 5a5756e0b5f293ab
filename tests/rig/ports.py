"""Ports for servers that a test starts."""

import random
import socket
from contextlib import suppress

FIRST, LAST = 20_000, 29_999
"""Below the ports that systems choose for outgoing connections and for port 0, so none of those takes one."""
_held: list[socket.socket] = []


def free_port() -> int:
    """Return a port that no one uses, and that no other test process gets while this one runs."""
    while True:
        port = random.randint(FIRST, LAST)
        with suppress(OSError), socket.socket() as probe:
            # The name is taken by one process at a time, and is free again when the process ends.
            name = socket.socket(socket.AF_UNIX)
            name.bind(f"\0amity-tests-port-{port}")
            _held.append(name)
            probe.bind(("127.0.0.1", port))
            return port
