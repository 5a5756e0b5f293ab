"""Items of a small hand-off from the brief, the agreement, the strategy and the preferences, by prompt."""

from collections.abc import Mapping

from amity.handoff import rules
from amity.handoff.models import Handoff, Note
from amity.handoff.sources import brief, client, work
from amity.handoff.versions.rules import Item


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items by prompt, with marks and sources, where the giver has written nothing."""
    written = set(Note.objects.filter(handoff=handoff).values_list("block", flat=True))
    return {block: items for block, items in known_of(handoff).items() if block not in written}


def known_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return all these items, whether or not the giver has written something."""
    items = brief.items_of(handoff)
    agreed = [] if handoff.item_id else work.items_of(handoff).get(rules.COMMERCIAL, [])
    fee = [item for item in agreed if item.right]
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
            *(fee or items.get(rules.COMMERCIAL, [])), *items.get(rules.DATE, []),
            *(item for item in items.get(rules.OPEN, []) if item.unit == "field" and item.text == "approver"),
        ],
    }  # fmt: skip
