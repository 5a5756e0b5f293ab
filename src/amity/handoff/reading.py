"""What is read back of an offered hand-off, and what stands in the way of accepting it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from amity.handoff import asking, queries
from amity.handoff.models import Handoff, ReadBack
from amity.handoff.rules.blocks import Item
from amity.handoff.rules.needs import EXPECTATION, READ_BACK
from amity.shared.permission import YES, Answer, no

SAID_BACK = (EXPECTATION,)


@dataclass(frozen=True, slots=True)
class Pair:
    """An item to be said back, with the taker's words where there are any."""

    number: int
    item: Item
    said: ReadBack | None


def items_to_read_back(handoff: Handoff) -> list[Item]:
    """The expectations of the version that is offered or was answered; nothing of a small one."""
    if handoff.kind not in READ_BACK or not handoff.number:
        return []
    blocks = queries.version_on(handoff, handoff.number).said
    return [item for block in blocks if block.key in SAID_BACK for item in block.items]


def to_read_back(handoff: Handoff) -> frozenset[str]:
    """Their keys."""
    return frozenset(item.key for item in items_to_read_back(handoff))


def said_on(handoff: Handoff) -> Mapping[str, ReadBack]:
    """What was said back, by the item's key."""
    return {one.key: one for one in ReadBack.objects.filter(handoff=handoff)}


def pairs(handoff: Handoff) -> Sequence[Pair]:
    """Each item to read back beside what was said."""
    said = said_on(handoff)
    return [Pair(n, item, said.get(item.key)) for n, item in enumerate(items_to_read_back(handoff), start=1)]


def may_accept_with_conditions(handoff: Handoff) -> Answer:
    """Every expectation is read back."""
    unread = [pair for pair in pairs(handoff) if pair.said is None]
    if not unread:
        return YES
    said = ngettext(
        "Expectation %(numbers)s is not read back yet.", "Expectations %(numbers)s are not read back yet.", len(unread)
    )
    return no(said % {"numbers": ", ".join(str(pair.number) for pair in unread)})


def may_accept(handoff: Handoff) -> Answer:
    """Every expectation is read back and no question is open."""
    answer = may_accept_with_conditions(handoff)
    if not answer:
        return answer
    count = len(asking.open_on(handoff))
    if not count:
        return YES
    said = ngettext(
        "%(count)s question is open: have it answered, return it, or make it a condition.",
        "%(count)s questions are open: have them answered, return it, or make them conditions.", count,
    )  # fmt: skip
    return no(said % {"count": count})
