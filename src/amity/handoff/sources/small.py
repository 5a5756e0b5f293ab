"""Items of a small hand-off from the brief, the agreement, the strategy and the preferences, by prompt."""

from collections.abc import Mapping

from amity.handoff import rules
from amity.handoff.models import Handoff, Note
from amity.handoff.sources import brief, client, work
from amity.handoff.versions.rules import APPROVER, ASSUMED, PLANNED, Item
from amity.projects.models import WorkItem


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items by prompt, with marks and sources, where the giver has written nothing."""
    written = set(Note.objects.filter(handoff=handoff).values_list("block", flat=True))
    return {block: items for block, items in known_of(handoff).items() if block not in written}


def known_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return all these items, whether or not the giver has written something."""
    items = brief.items_of(handoff)
    agreed = {} if handoff.item_id else work.items_of(handoff)
    fee = [item for item in agreed.get(rules.COMMERCIAL, []) if item.right]
    lines = agreed.get(rules.SCOPE, [])
    guessed = [item for item in agreed.get(rules.COMMERCIAL, []) if item.key == PLANNED]
    hours = _of_request(handoff.item) if handoff.item and items else guessed or _of_lines(lines)
    must_not = [
        *items.get(rules.MUST_NOT, []),
        *items.get(rules.EXCLUSION, []),
        *client.must_nots_once(handoff.account),
    ]
    return {
        rules.WANT: items.get(rules.WANT, []),
        rules.DONE: items.get(rules.DONE, []),
        rules.MUST_NOT: must_not,
        rules.MONEY_AND_DATE: [
            *(fee or items.get(rules.COMMERCIAL, [])), *hours,
            *items.get(rules.DATE, []), *(item for item in items.get(rules.PEOPLE, []) if item.key == APPROVER),
            *(item for item in items.get(rules.OPEN, []) if item.unit == "field" and item.text == "approver"),
        ],
    }  # fmt: skip


def _of_request(item: WorkItem) -> list[Item]:
    """Return the planned hours of a request that has a brief."""
    guessed = work.guessed_lines(request__item=item.pk)
    return work.planned(item.planned_seconds or 0, work.project_url(item.project), is_guessed=bool(guessed))


def _of_lines(lines: list[Item]) -> list[Item]:
    """Return the planned hours of all lines. They are our guess where those of one line are."""
    return work.planned_hours(lines, is_guessed=any(line.mark == ASSUMED for line in lines))
