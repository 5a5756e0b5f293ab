"""The values of versions and comments, with their limits."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.shared.values import Text


@dataclass(frozen=True, slots=True)
class VersionFields:
    """A new version: where it is, unless it is a file, and what is new in it."""

    link: Annotated[str, Text(500)] = ""
    note: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True)
class CommentFields:
    """A comment by someone on our team."""

    words: Annotated[str, Text(2000, lines=True, needed=_("Enter the comment."))]
