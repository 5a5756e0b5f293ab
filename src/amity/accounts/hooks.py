"""Hooks that other parts fill. Guards run inside the command's transaction."""

from collections.abc import Callable, Mapping
from typing import Final

from amity.accounts.models import Account
from amity.audit.words import Text
from amity.shared.permission import Answer

before_close: Final[list[Callable[[Account], Answer]]] = []
"""Guards called before an account is closed. Each answers yes, or no with a reason."""

fact_fields: Final[list[Callable[[int], Mapping[str, Text]]]] = []
"""Functions that return the fields other parts ask for about an account, by its id, with their labels."""
