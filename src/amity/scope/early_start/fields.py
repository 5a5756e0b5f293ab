"""The value that lets work start before the signature, with its limit."""

from dataclasses import dataclass
from typing import Annotated

from amity.shared.values import Text


@dataclass(frozen=True, slots=True)
class EarlyStartFields:
    """Why work has to start before the client signs."""

    reason: Annotated[str, Text(300, needed=True)]
