"""What a small hand-off takes from the brief, the agreement, the strategy and the preferences for its prompts."""

from collections.abc import Mapping

from amity.handoff.models import Handoff, Note
from amity.handoff.rules import needs
from amity.handoff.rules.blocks import Item
from amity.handoff.sources import brief, client, work


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Items by prompt, where the giver wrote nothing instead: they stay those of the brief, with marks and sources."""
    written = set(Note.objects.filter(handoff=handoff).values_list("block", flat=True))
    return {block: items for block, items in known_of(handoff).items() if block not in written}


def known_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """The same, whether or not the giver wrote something."""
    items = brief.items_of(handoff)
    if not items:
        return {}
    agreed = [] if handoff.item_id else work.items_of(handoff).get(needs.COMMERCIAL, [])
    fee = [item for item in agreed if item.right]
    must_not = [*items.get(needs.MUST_NOT, []), *items.get(needs.EXCLUSION, []), *client.must_nots(handoff)]
    return {
        needs.WANT: items.get(needs.WANT, []),
        needs.DONE: items.get(needs.DONE, []),
        needs.MUST_NOT: must_not,
        needs.MONEY_AND_DATE: [*(fee or items.get(needs.COMMERCIAL, [])), *items.get(needs.DATE, [])],
    }
