"""Search results for briefs by title and client."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.briefs.queries import briefs_seen_by
from amity.shared.actor import Actor
from amity.ui.search.jumps import MOST, Found, every_word


def find(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """Find briefs the actor can see, newest first."""
    rows = briefs_seen_by(by).filter(every_word(words, "title", "account__name")).order_by("-pk")
    for one in rows[:MOST]:
        yield Found(_("Brief"), one.title, reverse("briefs:brief", args=[one.pk]), one.account.name)
