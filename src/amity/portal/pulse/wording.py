"""The questions of *How are we doing?* and their answers, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.portal.pulse import rules

WORK: Final[Mapping[str, Promise]] = {
    rules.WELL: lazy("Well"), rules.MIXED: lazy("Could be better"), rules.BADLY: lazy("Not well"),
}  # fmt: skip
AMOUNTS: Final[Mapping[str, Promise]] = {
    rules.ENOUGH: lazy("As often as I need"), rules.LITTLE: lazy("Too rarely"), rules.MUCH: lazy("Too often"),
}  # fmt: skip
