"""The kinds that moved to the digest, ready to draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.today.shown.rules import fades, moved
from amity.ui import formats
from amity.waiting.kinds import kinds


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A kind that moved to the digest, with the reason."""

    key: str
    label: str
    sentence: str


def moved_rows(counts: Mapping[str, Any]) -> list[MovedRow]:
    """Return the kinds that moved to the digest."""
    gone = moved(counts)
    return [
        MovedRow(kind.key, str(kind.label), _why(str(kind.label), gone[kind.key]))
        for kind in kinds()
        if kind.key in gone
    ]


def _why(label: str, one: Mapping[str, Any]) -> str:
    if not fades(one["shown"], one["acted"]):
        return _("You moved “%(kind)s” to Friday’s digest.") % {"kind": label}
    words = ngettext(
        "You acted on %(acted)s of %(shown)s card of the kind “%(kind)s”. They now arrive in Friday’s digest.",
        "You acted on %(acted)s of %(shown)s cards of the kind “%(kind)s”. They now arrive in Friday’s digest.",
        one["shown"],
    )
    return words % {"acted": formats.number(one["acted"]), "shown": formats.number(one["shown"]), "kind": label}
