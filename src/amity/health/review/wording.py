"""The words of surprises."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.health.models import Surprise
from amity.health.review import rules
from amity.ui import formats

KINDS: Final[Mapping[str, Promise]] = {rules.GREEN: lazy("False green"), rules.RED: lazy("False red")}
SHAPES: Final[Mapping[str, str]] = {rules.GREEN: "well", rules.RED: "unwell"}


def happened(row: Surprise) -> str:
    """Return what happened, and what the page showed before."""
    words = {"day": formats.dated(row.on), "score": row.shown_score, "shown": formats.dated(row.shown_on)}
    pattern = {
        rules.LOST: _("The account was closed on %(day)s. Health was %(score)s on %(shown)s."),
        rules.CONFLICT: _("A severe conflict began on %(day)s. Health was %(score)s on %(shown)s."),
        rules.RENEWED: _("The client renewed on %(day)s, and no one had acted. Health was %(score)s on %(shown)s."),
    }[row.cause]
    return pattern % words
