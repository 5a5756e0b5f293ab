"""Words of stories: why one is relevant, and how many there are."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy

from amity.insights.relevance.rules import COMPETITOR, GOAL, INDUSTRY, LEARNED, SERVICE, TOPIC

FIELDS: Final = {
    GOAL: lazy("goal"),
    COMPETITOR: lazy("competitor"),
    TOPIC: lazy("topic"),
    SERVICE: lazy("service they buy"),
    INDUSTRY: lazy("industry"),
    LEARNED: pgettext_lazy("why a story is relevant", "learned from what you kept"),
}
LEARNED_AGAINST: Final = lazy("learned from what you dismissed")


def reason(name: str, points: float) -> str:
    """Return what a term of a story is: a goal, a competitor, a topic."""
    return str(LEARNED_AGAINST if name == LEARNED and points < 0 else FIELDS.get(name, name))


def headline(number: int, for_first: int, account: str) -> str:
    """Return how many stories wait, and how many of them are for the account that has the first."""
    if not number:
        return ngettext("No new story", "No new stories", 0)
    if for_first == number:
        return ngettext("%(number)s story for %(account)s", "%(number)s stories for %(account)s", number) % {
            "number": number, "account": account,
        }  # fmt: skip
    return ngettext(
        "%(number)s story, %(first)s for %(account)s", "%(number)s stories, %(first)s for %(account)s", number
    ) % {"number": number, "first": for_first, "account": account}
