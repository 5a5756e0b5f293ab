"""Run pytest, as `python -m pytest` does, in one block of Python's stack.

Python allocates memory for calls in blocks of 16 KB and frees a block as soon as its last call has ended. Pages
are drawn by deep calls that cross the end of a block again and again, which took a sixth of a request's time.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest

SLOTS = 70_000
"""More than half a megabyte of slots: the block for such a call is twice as large, and has room for all calls
within.
"""
Given = ParamSpec("Given")
Result = TypeVar("Result")


def roomy(act: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return `act` with stack space for all calls within it."""

    def call(*given: Given.args, **named: Given.kwargs) -> Result:
        return act(*given, **named)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    return call


if __name__ == "__main__":
    raise SystemExit(roomy(pytest.main)())
