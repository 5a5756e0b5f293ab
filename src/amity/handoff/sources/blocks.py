"""All blocks of a hand-off in their current state."""

from collections import defaultdict

from amity.handoff.models import Handoff
from amity.handoff.rules import BLOCKS, SMALL
from amity.handoff.sources import account, brief, client, notes, papers, small, work
from amity.handoff.versions.rules import Block, Item, once, sourced, with_one_end

WHOLE = (brief.items_of, account.items_of, client.items_of, work.items_of, papers.items_of)
"""Items from other parts."""


LITTLE = (small.items_of, client.expected_of_work)
"""Items that a small hand-off takes from other parts. It links to the rest."""


CLAUSE = "clause"
"""The group of agreement sections, which often repeat the brief."""


def gathered(handoff: Handoff) -> list[Block]:
    """Return the blocks of the hand-off's kind, in the order of the page, with empty ones."""
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for source in (notes.items_of, *(LITTLE if handoff.kind == SMALL else WHOLE)):
        for block, items in source(handoff).items():
            found[block] += [sourced(item) for item in items]
    return [Block(key, once(with_one_end(found[key]), CLAUSE)) for key in BLOCKS[handoff.kind]]
