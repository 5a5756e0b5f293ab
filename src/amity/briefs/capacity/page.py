"""Values of the capacity table."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.briefs.capacity import rules
from amity.briefs.capacity.queries import Freedom, FreePerson
from amity.ui import formats

OF_A_DISCIPLINE: Final = 2
"""How many people of a discipline are named."""
STATES: Final = {rules.YES: "well", rules.TIGHT: "watch", rules.NO: "unwell"}


def capacity_context(freedom: Freedom) -> dict[str, Any]:
    """Return the context of `briefs/free.html`, in whole hours, with each week as a column head and in full."""
    words = {"yes": _("yes"), "tight": _("tight"), "no": _("no")}
    rows = [
        {
            "discipline": name,
            "needed": needed,
            "weekly": _whole_up(max(week.needed for week in weeks)),
            "free": _whole_hours(rules.total(weeks)),
            "weeks": [(STATES[week.answer], words[week.answer], _whole_hours(week)) for week in weeks],
        }
        for name, needed, weeks in freedom.rows
    ]
    return {
        "weeks": rows, "mondays": _mondays(freedom), "demand_known": freedom.known, "free_in_short": _in_short(freedom),
    }  # fmt: skip


def _in_short(freedom: Freedom) -> tuple[str, str]:
    """Return the mark and one sentence: which disciplines don’t have enough free hours in every week."""
    for answer, sentence in ((rules.NO, _("Not free every week: %(names)s")), (rules.TIGHT, _("Tight: %(names)s"))):
        names = [name for name, _needed, weeks in freedom.rows if any(week.answer == answer for week in weeks)]
        if names:
            return STATES[answer], sentence % {"names": ", ".join(names)}
    return STATES[rules.YES], _("Every discipline is free every week")


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
    """Return who is free in one sentence: who takes the work over, then the freest of each discipline it needs.

    The hours needed end it, so that free ones aren't read as enough.
    """
    first = [one for one in found if one.id == taker]
    for discipline in needs:
        others = [one for one in found if one.discipline_id == discipline and one.id != taker]
        first += sorted(others, key=lambda one: -one.seconds)[:OF_A_DISCIPLINE]
    if not first:
        return ""
    names = {"name": first[0].name, "hours": formats.hours(_whole(first[0].seconds)), "by_day": due}
    sentence = _("%(name)s has %(hours)s free %(by_day)s") % names
    rest = [
        _("%(name)s %(hours)s") % {"name": one.name, "hours": formats.hours(_whole(one.seconds))} for one in first[1:]
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
