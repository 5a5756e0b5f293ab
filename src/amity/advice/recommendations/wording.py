"""Words of recommendations: states and outcomes."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from amity.advice import rules

STATES: Final[Mapping[str, Promise]] = {
    rules.DRAFT: lazy("draft"),
    rules.SENT: lazy("with the client"),
    rules.ACCEPTED: lazy("accepted"),
    rules.DECLINED: lazy("declined"),
    rules.WITHDRAWN: lazy("withdrawn"),
}
STAGES: Final[Mapping[str, Promise]] = {
    rules.DRAFT: lazy("Draft"),
    rules.SENT: lazy("With client"),
    "answered": lazy("Answered"),
    "measured": lazy("Outcome known"),
}
"""The stages that the page shows."""
ANSWERS: Final[Mapping[str, Promise]] = {
    rules.ACCEPTED: lazy("accepted"),
    rules.DECLINED: lazy("declined"),
}
OUTCOMES: Final[Mapping[str, Promise]] = {
    rules.BETTER: pgettext_lazy("of a goal", "better"),
    rules.SAME: pgettext_lazy("of a goal", "the same"),
    rules.WORSE: pgettext_lazy("of a goal", "worse"),
}
AFTERWARDS: Final[Mapping[str, Promise]] = {
    rules.BETTER: lazy("goal nearer its target"),
    rules.SAME: lazy("goal unchanged"),
    rules.WORSE: lazy("goal further from its target"),
}
"""The goal after a recommendation, by its outcome."""
SHAPES: Final[Mapping[str, str]] = {
    rules.DRAFT: "none", rules.SENT: "watch", rules.ACCEPTED: "well", rules.DECLINED: "none", rules.WITHDRAWN: "none",
}  # fmt: skip


def stage_of(state: str, outcome: str) -> str:
    """Return the stage of a recommendation."""
    if state in (rules.DRAFT, rules.SENT):
        return state
    return "measured" if outcome else "answered"
