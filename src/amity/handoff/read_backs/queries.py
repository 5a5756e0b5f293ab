"""Queries for the read-backs of an offered hand-off, and for what blocks its acceptance."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from amity.facts.models import Fact
from amity.handoff.answers import questions as taker_questions
from amity.handoff.models import Handoff, ReadBack, Version
from amity.handoff.rules import EXPECTATION, OFFERED, READ_BACK, TAKEN
from amity.handoff.versions.rules import KNOWN, Item
from amity.projects.rules import OVER
from amity.shared.permission import YES, Answer, no
from amity.shared.rows.prepared import Prepared, few, few_ids

READ_BACK_BLOCKS = (EXPECTATION,)


@dataclass(frozen=True, slots=True)
class Pair:
    """An item to be read back, with the taker's text if there is one."""

    number: int
    item: Item
    read_back: ReadBack | None


@dataclass(frozen=True, slots=True)
class Read:
    """A hand-off being read: the latest offered version, read-backs by item key, and questions."""

    kind: str
    version: Version | None
    read_backs: Mapping[str, ReadBack]
    questions: Sequence[Fact]

    @property
    def pairs(self) -> Sequence[Pair]:
        """Return each expectation of the version with its read-back, or none for a small hand-off."""
        if self.kind not in READ_BACK or self.version is None:
            return []
        items = [item for block in self.version.parsed_blocks if block.key in READ_BACK_BLOCKS for item in block.items]
        return [Pair(n, item, self.read_backs.get(item.key)) for n, item in enumerate(items, start=1)]

    def may_accept_with_conditions(self) -> Answer:
        """Return whether it can be accepted with conditions: every expectation is read back."""
        unread = [pair for pair in self.pairs if pair.read_back is None]
        if not unread:
            return YES
        words = ngettext(
            "Expectation %(numbers)s hasn’t been read back yet.",
            "Expectations %(numbers)s haven’t been read back yet.",
            len(unread),
        )  # fmt: skip
        return no(words % {"numbers": ", ".join(str(pair.number) for pair in unread)})

    def may_accept(self) -> Answer:
        """Return whether it can be accepted: every expectation is read back and no question is open."""
        answer = self.may_accept_with_conditions()
        count = sum(one.state != KNOWN for one in self.questions)
        if not answer or not count:
            return answer
        words = ngettext(
            "%(count)s question is open. Get an answer, return the hand-off, or make it a condition.",
            "%(count)s questions are open. Get answers, return the hand-off, or make them conditions.", count,
        )  # fmt: skip
        return no(words % {"count": count})


def read(handoff: Handoff) -> Read:
    """Return the latest version of a hand-off with its read-backs and questions, in three queries."""
    version = Version.objects.filter(handoff=handoff, number=handoff.number).first() if handoff.number else None
    read_backs = {one.key: one for one in ReadBack.objects.filter(handoff=handoff)}
    return Read(handoff.kind, version, read_backs, taker_questions.questions_on(handoff))


def unjudged() -> "QuerySet[ReadBack]":
    """Return the read-backs that the giving side hasn't judged, of hand-offs offered or taken and still at work."""
    rows = ReadBack.objects.filter(verdict="", handoff__state__in=(OFFERED, *TAKEN))
    return rows.exclude(handoff__project__status__in=OVER)


def unjudged_counts(handoffs: Collection[int]) -> Mapping[int, int]:
    """Return the number of read-backs by hand-off that the giving side hasn't judged yet."""
    few_handoffs = few_ids("handoff_id", handoffs)
    if few_handoffs is None:
        return Counter(_handoffs_of(Q(handoff__in=handoffs)))
    return Counter(UNJUDGED_OF_FEW.rows(few_handoffs))


def _handoffs_of(some: Q) -> "QuerySet[ReadBack, int]":
    """Return the hand-off of each such read-back."""
    return unjudged().filter(some).values_list("handoff_id", flat=True)


UNJUDGED_OF_FEW: Final = Prepared(lambda: _handoffs_of(few("handoff_id")))


def with_unjudged(rows: "QuerySet[Handoff]") -> "QuerySet[Handoff]":
    """Return hand-offs with the number of their `unjudged` read-backs, so that no further query counts them."""
    counted = unjudged().filter(handoff=OuterRef("pk")).order_by().values("handoff").annotate(count=Count("pk"))
    return rows.annotate(unjudged=Coalesce(Subquery(counted.values("count")), 0))
