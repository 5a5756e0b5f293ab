"""The history of an item, as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.gate import queries, rules, wording
from amity.gate.decisions.grounds import cited_by
from amity.gate.models import Item, Step


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the history in words."""

    step: Step
    label: Any
    ground: Any
    cited: str


def step_rows(item: Item) -> list[StepRow]:
    """Return the history in words, with the client's own where a preference was the ground."""
    steps = list(queries.steps_of(item))
    cited = cited_by(steps)
    return [
        StepRow(
            one, _label(item, one), wording.GROUNDS.get(one.ground, ""),
            cited.get((one.ground, one.ground_id or 0), ""),
        )
        for one in steps
    ]  # fmt: skip


def _label(item: Item, step: Step) -> str | Promise:
    """Return a step in words. Without an email server nothing was released."""
    if step.verb == rules.RELEASE and item.state == rules.STORED:
        return _("Saved, not sent: no email server is set up")
    return wording.STEPS.get(step.verb, step.verb)
