"""Values of the capacity table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.briefs.capacity import rules
from amity.briefs.capacity.queries import Freedom, FreePerson
from amity.ui import formats

OF_A_DISCIPLINE: Final = 2
"""How many people of a discipline are named at most."""
STATES: Final = {rules.YES: "well", rules.TIGHT: "watch", rules.NO: "unwell"}


@dataclass(frozen=True, slots=True)
class WeekTable:
    """Hours left by discipline in some weeks. `is_all`: these are all weeks, and some of each are tight."""

    mondays: Sequence[tuple[str, str]]
    rows: Sequence[Mapping[str, Any]]
    is_all: bool = False


def capacity_context(freedom: Freedom) -> dict[str, Any]:
    """Return the context of `briefs/free.html`: every week in whole hours, and those that aren't free for all."""
    places = range(len(freedom.weeks))
    tight = [at for at in places if any(weeks[at].answer != rules.YES for _name, _needed, weeks in freedom.rows)]
    return {
        "every_week": _table(freedom, places), "tight_weeks": _table(freedom, tight),
        "demand_known": freedom.known, "free_in_short": _in_short(freedom),
    }  # fmt: skip


def _table(freedom: Freedom, places: Sequence[int]) -> WeekTable:
    """Return the table of the weeks at some places. Without weeks it has no rows."""
    words = {"yes": _("yes"), "tight": _("tight"), "no": _("no")}
    rows = [
        {
            "discipline": name,
            "needed": needed,
            "weekly": _whole_up(max(week.needed for week in weeks)),
            "free": _whole_hours(rules.total(weeks)),
            "weeks": [(STATES[weeks[at].answer], words[weeks[at].answer], _whole_hours(weeks[at])) for at in places],
        }
        for name, needed, weeks in freedom.rows
    ]
    mondays = _mondays(freedom)
    return WeekTable([mondays[at] for at in places], rows if places else (), len(places) == len(mondays))


def _in_short(freedom: Freedom) -> tuple[str, str]:
    """Return the mark and one sentence: which disciplines don’t have enough free hours in every week."""
    for answer, sentence in ((rules.NO, _("Not free every week: %(names)s")), (rules.TIGHT, _("Tight: %(names)s"))):
        names = [name for name, _needed, weeks in freedom.rows if any(week.answer == answer for week in weeks)]
        if names:
            return STATES[answer], sentence % {"names": ", ".join(names)}
    last = formats.day_and_month(freedom.weeks[-1] + rules.WEEK - timedelta(days=1))
    return STATES[rules.YES], _("Every discipline is free every week until %(day)s") % {"day": last}


def until_context(freedom: Freedom) -> dict[str, Any]:
    """Return the context of `briefs/free_until.html`: one answer a discipline, and the hours left in each week."""
    words = {"yes": _("Free"), "tight": _("Tight"), "no": _("Not free")}
    rows = []
    for name, needed, weeks in freedom.rows:
        whole = rules.total(weeks)
        rows.append(
            {"discipline": name, "needed": needed, "state": STATES[whole.answer], "word": words[whole.answer],
             "left": [_whole_hours(week) for week in weeks]}
        )  # fmt: skip
    return {"rows": rows, "mondays": _mondays(freedom), "demand_known": freedom.known}


def people_sentence(found: Sequence[FreePerson], needs: Mapping[int, int], taker: int | None, due: str) -> str:
    """Return who is free in one sentence: who takes the work if it needs their discipline, then the freest of each
    discipline it needs, one if they are enough.

    Each is named with their discipline. The hours needed end it, so that free ones aren't read as enough.
    """
    first = [one for one in found if one.id == taker and (not needs or needs.get(one.discipline_id))]
    for discipline, need in needs.items():
        others = [one for one in found if one.discipline_id == discipline and one.id != taker]
        for one in sorted(others, key=lambda other: -other.seconds)[:OF_A_DISCIPLINE]:
            if sum(known.seconds for known in first if known.discipline_id == discipline) < need:
                first.append(one)
    if not first:
        return ""
    names = {"name": first[0].called, "hours": formats.hours(_whole(first[0].seconds)), "by_day": due}
    sentence = _("%(name)s has %(hours)s free %(by_day)s") % names
    rest = [
        _("%(name)s %(hours)s") % {"name": one.called, "hours": formats.hours(_whole(one.seconds))} for one in first[1:]
    ]
    free, needed = ", ".join([sentence, *rest]), _whole_up(sum(needs.values()))
    if not needed:
        return f"{free}."
    words = {"free": free, "hours": formats.hours(needed)}
    return ngettext("%(free)s; %(hours)s is needed.", "%(free)s; %(hours)s are needed.", needed // 3600) % words


def _whole(seconds: int) -> int:
    return seconds // 3600 * 3600


def _whole_up(seconds: int) -> int:
    return -(-seconds // 3600) * 3600


def _mondays(freedom: Freedom) -> list[tuple[str, str]]:
    return [(formats.day_and_month(monday), formats.full_day(monday)) for monday in freedom.weeks]


def _whole_hours(week: rules.Week) -> int:
    return max(week.left, 0) // 3600 * 3600
