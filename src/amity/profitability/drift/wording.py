"""Words of drift: its finding, its quarters, and why some work is under its goal."""

from django.utils.translation import gettext as _

from amity.profitability.drift.queries import Work
from amity.profitability.drift.rules import quarters
from amity.profitability.drift.totals import Totals
from amity.shared.shares import WHOLE
from amity.ui import formats
from amity.ui.links import Link


def quarter_label(quarter: int) -> str:
    """Return a quarter YYYYQ as "Q4 2026"."""
    return _("Q%(quarter)s %(year)s") % {"quarter": quarter % 10, "year": quarter // 10}


def finding(name: str, drift: Totals) -> str:
    """Return the share of time that serves a goal, as a title that names its measure."""
    if drift.served_share is None:
        return _("%(name)s: no time in this quarter") % {"name": name}
    if not drift.served:
        return _("%(name)s: no time serves a goal") % {"name": name}
    if drift.served_share == WHOLE:
        return _("%(name)s: all time serves a goal") % {"name": name}
    words = {"name": name, "share": formats.percent(drift.served_share, places=0)}
    return _("%(name)s: %(share)s of the time serves a goal") % words


def summary(drift: Totals) -> str:
    """Return how much time that is, and what is left out."""
    words = {"hours": formats.hours(drift.seconds, "title"), "quarter": quarter_label(int(drift.period.choice))}
    sentence = _("%(hours)s on projects in %(quarter)s.") % words
    if not drift.service:
        return sentence
    hours = {"hours": formats.hours(drift.service, "title")}
    service = _("Account service of %(hours)s is on no project and isn’t included.") % hours
    return f"{sentence} {service}"


def quarter_links(path: str, drift: Totals) -> list[Link]:
    """Return links to the same page for other quarters."""
    shown = quarters(drift.last_with_time, drift.period.as_of)
    return [
        Link(quarter_label(quarter), f"{path}?quarter={quarter}", str(quarter) == drift.period.choice)
        for quarter in shown
    ]


def because(work: Work) -> str:
    """Return why some work is under its goal, "" for work without one."""
    if work.served is None:
        return ""
    if work.served.brief_id is not None:
        return _("goal of its brief")
    return _("line linked to the goal") if work.line_id else _("project linked to the goal")
