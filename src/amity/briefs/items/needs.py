"""List of what is still missing for a brief's size, with the place to fill it in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.briefs import wording
from amity.briefs.estimate.queries import Estimate, PlannedLine
from amity.briefs.items import rules as items
from amity.briefs.items.states import ItemStates
from amity.briefs.models import Brief
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Need:
    """An open item: which, whether it blocks, what is recorded, and where to settle it."""

    label: str
    state: str
    blocks: bool
    note: str
    anchor: str


def needs_of(brief: Brief, item_states: ItemStates, estimate: Estimate) -> list[Need]:
    """Return the items that are missing, to find out or assumed, with the link to settle each."""
    return [_need(brief, gap, item_states, estimate) for gap in item_states.gaps]


def _need(brief: Brief, gap: items.Gap, item_states: ItemStates, estimate: Estimate) -> Need:
    fact = item_states.facts.get(gap.item)
    if gap.state == items.TO_FIND_OUT and fact is not None and fact.owner and fact.due_on:
        note = _("%(name)s is finding out by %(day)s") % {"name": fact.owner.name, "day": formats.full_day(fact.due_on)}
    elif gap.item in ("hours", "acceptance") and gap.state != items.ASSUMED:
        note = _lines_named(gap, estimate)
    elif gap.blocks:
        note = _("required") if gap.demand == items.HARD else ""
    else:
        note = _("can stay assumed")
    return Need(str(wording.ITEMS[gap.item]), gap.state or items.TO_FIND_OUT, gap.blocks, note, ANCHORS[gap.item])


def _lines_named(gap: items.Gap, estimate: Estimate) -> str:
    """Return the numbers of the lines whose hours are missing or requested, or that have no acceptance criteria."""

    def is_open(line: PlannedLine) -> bool:
        if gap.item == "hours":
            return line.state == gap.state
        return not (line.terms and line.terms.acceptance)

    named = ", ".join(str(place) for place, line in enumerate(estimate.lines, start=1) if is_open(line))
    return _("lines %(numbers)s") % {"numbers": named} if named else ""


ANCHORS = {
    **{item: f"#id_{item}" for item in items.TABLE},
    "need": "#id_client_words", "goal": "#id_goal_id", "approver": "#id_approver_id", "budget": "#id_budget_kind",
    "account_manager": "#id_account_manager_id", "manager": "#id_manager_id", "roles": "#roles",
    "lines": "#new-line", "hours": "#lines", "acceptance": "#lines",
}  # fmt: skip
"""The place on the page to settle each item."""


def sizes_table() -> list[tuple[str, list[str]]]:
    """Return the items each size requires as labels, from the table the commands enforce."""
    words = wording.DEMANDS
    return [(str(wording.ITEMS[item]), [str(words[one]) for one in demands]) for item, demands in items.TABLE.items()]
