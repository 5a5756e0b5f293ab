"""The interpreter that readers of files are forked from, with nothing of the tests in it.

It has what a reader imports, and serves until the tests end. Each reader gets the two pipes that it would have been
started with.
"""

import gc
import os
import socket
import struct
import sys
from importlib import import_module
from select import select
from typing import Final

from amity.shared.children.child import main as read

LOADED: Final = (
    "amity.files.archives", "amity.imports.readers.children.boards", "amity.imports.readers.children.cards",
    "amity.imports.readers.children.tables", "amity.imports.readers.children.workspaces",
    "amity.imports.readers.children.zips", "amity.insights.feeds.opml", "amity.insights.feeds.parsing",
    "amity.meetings.events.reading",
)  # fmt: skip
CODE: Final = struct.Struct("!i")
READY: Final = b"r"
_FROM_TESTS: Final = 0


def serve() -> None:
    """Fork a reader for each caller at the socket that the first argument names, until the tests end."""
    for name in LOADED:
        import_module(name)
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(sys.argv[1])
        door.listen(64)
        os.write(1, READY)
        callers = set[int]()
        while _FROM_TESTS not in select([door.fileno(), _FROM_TESTS], [], [])[0]:
            line, _address = door.accept()
            callers.add(caller := os.fork())
            if caller == 0:
                door.close()
                _look_after(line)
            line.close()
            callers -= {one for one in callers if os.waitpid(one, os.WNOHANG)[0]}
        for one in callers:
            os.waitpid(one, 0)


def _look_after(line: socket.socket) -> None:
    """Fork a reader, send its number and later its exit code, and leave its number taken until the caller has read."""
    _word, pipes, _flags, _address = socket.recv_fds(line, 1, 2)
    reader = os.fork()
    if reader == 0:
        line.close()
        _read(*pipes)
    for pipe in pipes:
        os.close(pipe)
    line.sendall(CODE.pack(reader))
    status = os.waitid(os.P_PID, reader, os.WEXITED | os.WNOWAIT)
    assert status is not None
    line.sendall(CODE.pack(status.si_status if status.si_code == os.CLD_EXITED else -status.si_status))
    line.recv(1)
    os.waitpid(reader, 0)
    os._exit(0)


def _read(inner: int, outer: int) -> None:
    code = 1
    os.setsid()
    os.dup2(inner, 0)
    os.dup2(outer, 1)
    os.closerange(3, max(inner, outer) + 1)
    try:
        read()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
