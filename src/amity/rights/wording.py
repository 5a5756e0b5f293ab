"""Labels of kinds and dates of third-party rights."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

KINDS: Final[Mapping[str, Promise]] = {
    "talent": lazy("talent"),
    "music": lazy("music"),
    "stock": lazy("stock"),
    "fonts": lazy("fonts"),
    "likeness": lazy("likeness"),
}


def end_ahead(days: int) -> str:
    """Describe the end of a right that is today or ahead: "right ends in 12 days"."""
    if days == 0:
        return _("right ends today")
    return ngettext("right ends tomorrow", "right ends in %(days)s days", days) % {"days": days}
