"""Guess the hours of a request from similar ones that were assessed: a proposal for the assessment, never a plan."""

from dataclasses import dataclass
from statistics import median
from typing import Final

from amity.accounts.models import Account
from amity.scope.assessments.pricing import hours_of
from amity.scope.assessments.queries import newest_of
from amity.scope.requests import queries
from amity.scope.requests.likeness import alike
from amity.shared.actor import Actor

MOST_SIMILAR: Final = 9
QUARTER: Final = 900


@dataclass(frozen=True, slots=True)
class HoursGuess:
    """Seconds by discipline, and how many similar requests they are from."""

    hours: dict[int, int]
    count: int

    @property
    def seconds(self) -> int:
        """Return the seconds of all disciplines."""
        return sum(self.hours.values())


def guessed_hours(by: Actor, account: Account, words: str, own_id: int = 0) -> HoursGuess | None:
    """Return the usual hours of similar assessed requests that the actor can see, None without any."""
    rows = queries.requests_seen_by(by).filter(account=account, assessments__isnull=False).exclude(pk=own_id)
    earlier = list(rows.distinct().order_by("-asked_on", "-pk")[: queries.MOST_COMPARED])
    known = {one.pk: one for one in earlier}
    similar = alike(words, [(one.pk, one.words) for one in earlier], MOST_SIMILAR)
    found = [hours_of(one) for one in newest_of(known[pk] for pk in similar).values()]
    hours = usual_hours(found)
    return HoursGuess(hours, len(found)) if hours else None


def usual_hours(found: list[dict[int, int]]) -> dict[int, int]:
    """Return the median seconds of each discipline, in quarters of an hour. One that most lack is left out."""
    disciplines = sorted({discipline for one in found for discipline in one})
    middles = {each: median(one.get(each, 0) for one in found) for each in disciplines}
    return {each: seconds for each, middle in middles.items() if (seconds := round(middle / QUARTER) * QUARTER)}
