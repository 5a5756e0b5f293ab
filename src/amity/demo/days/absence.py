"""Presence of the demo's people: working days, holidays and sick days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amity.demo.book.people import Colleague
from amity.demo.days.dice import dice
from amity.shared.stories import Calendar

HOLIDAYS_A_YEAR = 24
SICK_A_YEAR = 5
SINGLE_DAYS = 0.044
"""Share of days off besides the weeks of holiday, about every second one sick."""
SHORTEST = 30
"""Days with fewer minutes than this are left empty."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One person's days: minutes of work on each, and days off with their reason (`holiday` or `sick`).

    `usual` are the minutes of a usual day, or 0 if the working days define them.
    """

    there: Mapping[date, int]
    off: Mapping[date, str]
    usual: int = 0


def presence(calendar: Calendar, person: Colleague, working_days: Sequence[date], seed: int) -> Presence:
    """Return one person's days, with weeks off in summer, days around Christmas and in spring, and sick days."""
    minutes = {day: _capacity(calendar, person, day) for day in working_days}
    days = [day for day, length in minutes.items() if length]
    random = dice(seed, person.name, "absence")
    off: dict[date, str] = {}
    for year in sorted({day.year for day in days}):
        own = [day for day in days if day.year == year]
        summer = random.randint(190, 228)
        spring = random.randint(75, 130)
        off |= {day: "holiday" for day in own if summer <= _of_year(day) < summer + 14}
        off |= {day: "holiday" for day in own if spring <= _of_year(day) < spring + 5}
        off |= {day: "holiday" for day in own if day.month == 12 and day.day >= 27 - random.randint(0, 3)}
    years = len(days) / 252
    rest = round(HOLIDAYS_A_YEAR * years) - len(off)
    free = [day for day in days if day not in off]
    off |= dict.fromkeys(random.sample(free, min(max(rest, 0), len(free))), "holiday")
    free = [day for day in days if day not in off]
    off |= dict.fromkeys(random.sample(free, min(round(SICK_A_YEAR * years), len(free))), "sick")
    return Presence({day: minutes[day] for day in days if day not in off}, dict(sorted(off.items())))


def presence_since(
    calendar: Calendar, person: Colleague, working_days: Sequence[date], taken: Mapping[date, int], seed: int
) -> Presence:
    """Return one person's days after the story. They are off as often as before, but never on a day with logged time.

    A day with logged time (`taken`) has only the remaining minutes.
    """
    random = dice(seed, person.name, "absence since", *working_days[:1])
    summer, spring, christmas = random.randint(190, 228), random.randint(75, 130), random.randint(24, 27)
    minutes, off = {}, {}
    for day in working_days:
        usual = _capacity(calendar, person, day)
        chance = random.random()
        away = summer <= _of_year(day) < summer + 14 or spring <= _of_year(day) < spring + 5
        away = away or (day.month == 12 and day.day >= christmas)
        if usual and day not in taken and (away or chance < SINGLE_DAYS):
            off[day] = "sick" if not away and chance < SINGLE_DAYS / 2 else "holiday"
        elif usual - taken.get(day, 0) >= SHORTEST:
            minutes[day] = usual - taken.get(day, 0)
    return Presence(minutes, off, _capacity(calendar, person, working_days[-1]))


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


def _capacity(calendar: Calendar, person: Colleague, day: date) -> int:
    begun = [hours for since, hours in person.weekly if calendar.day(since) <= day]
    return begun[-1] * 60 // 5 if begun else 0
