"""Sentences of the month end."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from babel.dates import format_date, format_skeleton
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.profitability.closing import rules
from amity.profitability.closing.checklist import Checklist
from amity.shared.dates.periods import first_day
from amity.ui import formats
from amity.ui.reader_format import babel_locale, ways

SHORT: Final[Mapping[str, Promise]] = {
    rules.OVER: lazy("the month has not ended"),
    rules.TIME: lazy("time is missing"),
    rules.UNPRICED: lazy("time has no cost"),
    rules.PAYROLL: lazy("payroll is not entered"),
    rules.VARIANCE: lazy("payroll and cost differ"),
    rules.RATES: lazy("an exchange rate is missing or out of date"),
    rules.EXPENSES: lazy("expenses are incomplete"),
    rules.APPROVAL: lazy("weeks are waiting for approval"),
    rules.FIGURES: lazy("figures look unlikely"),
    rules.OVERAGE: lazy("overage is not decided"),
    rules.BEFORE: lazy("the previous month is still open"),
}
"""Each point in a few words, for the list of what prevents closing."""


def short_of(key: str) -> str:
    """Return a point's short label."""
    return str(SHORT[key])


def named(month: int, today: date) -> str:
    """Return a month's full name, with its year if it isn't the current one."""
    first = first_day(month)
    locale = babel_locale(ways().locale)
    if first.year == today.year:
        return format_date(first, "LLLL", locale=locale)
    return format_skeleton("yMMMM", first, locale=locale)


def title(seen: Checklist, today: date) -> str:
    """Return the page title: the open points of the month."""
    return capfirst(_finding(seen, today))  # a month begins in lower case in French


def _finding(seen: Checklist, today: date) -> str:
    month = named(seen.month, today)
    if seen.closed:
        return _("%(month)s is closed") % {"month": month}
    if seen.may_close:
        return _("%(month)s is ready to close") % {"month": month}
    open_points = seen.to_do
    if any(point.key == rules.OVER for point in open_points):
        return _("%(month)s has not ended yet") % {"month": month}
    if len(open_points) == 1 and open_points[0].key == rules.UNPRICED:
        hours = formats.hours(seen.unpriced_seconds, "title")
        return _("%(month)s can close when %(hours)s have a cost") % {"month": month, "hours": hours}
    if len(open_points) == 1:
        return _("%(month)s is waiting for one thing: %(point)s") % {
            "month": month,
            "point": short_of(open_points[0].key),
        }
    count = len(open_points)
    text = ngettext(
        "%(month)s can close when %(count)s point is settled", "%(month)s can close when %(count)s points are settled",
        count,
    )  # fmt: skip
    return text % {"month": month, "count": count}


def stages(seen: Checklist) -> list[tuple[str, str]]:
    """Return the four steps to a closed month: "done" for completed ones, "now" for the current one."""
    points = seen.points
    behind = [
        not points[rules.TIME].open if rules.TIME in points else True,
        not points[rules.UNPRICED].open,
        seen.may_close or seen.closed,
        seen.closed,
    ]
    words = [_("Time complete"), _("Costed"), _("Reconciled"), _("Frozen and locked")]
    now = next((place for place, done in enumerate(behind) if not done), len(behind))
    return [("done" if place < now else "now" if place == now else "", word) for place, word in enumerate(words)]
