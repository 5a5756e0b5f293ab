"""The value that closes a request, with its limit."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.shared.values import Text


@dataclass(frozen=True, slots=True)
class ClosingFields:
    """Why a request is closed: what became of it."""

    closed_because: Annotated[str, Text(300, needed=_("Enter what became of it, in one sentence."))]
