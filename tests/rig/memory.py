"""Memory of a test run in pages of 2 MB instead of 4 KB.

The processor remembers where a few thousand pages are and has to look up all others. A run has a hundred thousand
small ones, which took a tenth of its time.
"""

import ctypes
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

LARGE: Final = 2 * 1024**2
AFTER: Final = {5, 50, 500, 5_000}
"""Numbers of tests. The first ones load addresses, forms and templates, and later ones less and less. The fifth is
before the matrix of rights.
"""
MAPS: Final = Path("/proc/self/maps")
HUGEPAGE, COLLAPSE = 14, 25
"""Advice to Linux on a range of addresses: large pages from now on, and for what is there."""
_ended = count(1)


def pytest_runtest_logfinish() -> None:
    """Move what the tests have loaded by now. It takes half a second, so a short run does without."""
    if next(_ended) in AFTER and MAPS.exists():
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for begin, end in large_ranges(MAPS.read_text()):
            for advice in (HUGEPAGE, COLLAPSE):
                advise(begin, end - begin, advice)  # a system that can't follow it changes nothing


def large_ranges(maps: str) -> Iterator[tuple[int, int]]:
    """Yield the addresses of whole large pages with data of the process, not of a file."""
    for line in maps.splitlines():
        addresses, rights, _offset, _device, _inode, *name = line.split()
        begin, end = (int(address, 16) for address in addresses.split("-"))
        first, last = -(-begin // LARGE) * LARGE, end // LARGE * LARGE
        if rights.startswith("rw") and name in ([], ["[heap]"]) and first < last:
            yield first, last
