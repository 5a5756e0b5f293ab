"""Guess the hours of a request from similar ones that were assessed or done: a proposal for the assessment."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from django.db.models import Sum

from amity.accounts.models import Account
from amity.scope.assessments.pricing import hours_of
from amity.scope.assessments.queries import newest_of
from amity.scope.models import Request
from amity.scope.requests import queries
from amity.scope.requests.likeness import alike
from amity.shared.actor import Actor
from amity.timesheets.models import Entry

MOST_SIMILAR: Final = 9
QUARTER: Final = 900


@dataclass(frozen=True, slots=True)
class HoursGuess:
    """Seconds by discipline, how many similar requests they are from, and the least and most seconds of one of these.

    `worked`: each of these is done, so the seconds are those logged on it and not the assessed ones.
    """

    hours: dict[int, int]
    count: int
    least: int = 0
    most: int = 0
    worked: bool = False

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
    assessed = newest_of(known[pk] for pk in similar)
    hours = usual_hours([hours_of(one) for one in assessed.values()])
    if not hours:
        return None
    done = _seconds_done(known[pk] for pk in assessed)
    seconds = [done.get(pk, one.seconds) for pk, one in assessed.items()]
    return HoursGuess(hours, len(assessed), min(seconds), max(seconds), worked=len(done) == len(assessed))


def usual_hours(found: list[dict[int, int]]) -> dict[int, int]:
    """Return the median seconds of each discipline, in quarters of an hour. One that most lack is left out."""
    disciplines = sorted({discipline for one in found for discipline in one})
    middles = {each: median(one.get(each, 0) for one in found) for each in disciplines}
    return {each: seconds for each, middle in middles.items() if (seconds := round(middle / QUARTER) * QUARTER)}


def _seconds_done(requests: Iterable[Request]) -> dict[int, int]:
    """Return the time logged on each request whose work item is finished, by request."""
    finished = {one.item_id: one.pk for one in requests if one.item_id and one.closed_at}
    rows = Entry.objects.filter(item__in=list(finished)).order_by().values_list("item_id").annotate(Sum("seconds"))
    return {finished[item]: seconds for item, seconds in rows} if finished else {}
