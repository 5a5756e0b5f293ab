"""Find the hooks in the parts' `tests/making.py` that add to the scene."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from amity.config import house


def hooks(name: str) -> Iterator[Callable[..., Any]]:
    """Yield the functions with this name in the parts' `tests/making.py`, lowest part first."""
    for part in house.PARTS:
        module = f"{part}.tests.making"
        if find_spec(f"{part}.tests") and find_spec(module):
            found = getattr(import_module(module), name, None)
            if found:
                yield found
