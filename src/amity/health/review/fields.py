"""The answer to a surprise, with its limit."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.shared.values import Text


@dataclass(frozen=True, slots=True)
class SurpriseFields:
    """What the page could have shown."""

    missing: Annotated[str, Text(2000, needed=_("Enter what the page could have shown."), lines=True)]
