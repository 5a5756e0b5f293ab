"""Search results for agreements by title, number and client."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from amity.agreements import wording
from amity.agreements.queries import agreements_seen_by
from amity.shared.actor import Actor
from amity.ui.search.jumps import MOST, Found, every_word


def find(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """Find agreements the actor can see, newest first."""
    rows = agreements_seen_by(by).filter(every_word(words, "title", "number", "account__name"))
    for one in rows.order_by("-pk")[:MOST]:
        note = ", ".join(part for part in (one.number, one.account.name if one.account else "") if part)
        kind = str(wording.KINDS[one.kind])
        yield Found(kind[:1].upper() + kind[1:], one.title, reverse("agreements:agreement", args=[one.pk]), note)
