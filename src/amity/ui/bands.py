"""The words of how a margin compares with its target, one for each colour of `target_band`."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.shared.shares import Band

BANDS: Final[Mapping[Band, str | Promise]] = {
    "well": lazy("at or above target"),
    "watch": lazy("just below target"),
    "unwell": lazy("well below target"),
}


def band_word(band: Band, *, sees_margin: bool) -> str:
    """Return how a margin compares with its target: who doesn't see the margin isn't shown how far below it is."""
    if sees_margin:
        return str(BANDS[band])
    return str(lazy("on target") if band == "well" else lazy("below target"))
