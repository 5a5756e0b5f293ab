"""The value that closes a request, with its limit."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.conversations.rules import OUTCOMES
from amity.shared.values import OneOf, Text


@dataclass(frozen=True, slots=True)
class ClosingFields:
    """Why a request is closed, which stays with the agency, and what became of it, which the client reads."""

    closed_because: Annotated[str, Text(300, needed=_("Enter what became of it, in one sentence."))]
    outcome: Annotated[str, OneOf(OUTCOMES, needed=False)] = ""
