"""Search results for hand-offs by subject."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.handoff.queries import handoffs_seen_by
from amity.shared.actor import Actor
from amity.ui.search.jumps import MOST, Found, every_word

ABOUT = ("project__name", "item__title", "account__name")


def find(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """Find hand-offs the actor can see, newest first."""
    for one in handoffs_seen_by(by).filter(every_word(words, *ABOUT)).order_by("-pk")[:MOST]:
        yield Found(_("Hand-off"), str(one), reverse("handoff:handoff", args=[one.pk]), str(one.account))
