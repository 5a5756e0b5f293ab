"""Findings about agreements and lines: work past a cap or fee, over-served retainers, unquoted work, quiet items.

Source: the project's product notes, J0. Each finder takes the material and returns every finding of its kind.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from amity.profitability.figures.rules import Input
from amity.profitability.finished_items.rules import asked_if_finished, past_half
from amity.profitability.lines.rules import LineUse, line_value
from amity.profitability.measures.rules import total
from amity.profitability.retainer_revenue.rules import Period, periods
from amity.profitability.revenue.rules import reached_on, value_to_date
from amity.profitability.utilisation.rules import OVER_NOTICE, over_servicing
from amity.reports.findings.rules import Finding, Rows, Subject, Sureness
from amity.reports.material.rules import Material, ProjectFacts
from amity.shared.dates.periods import last_day
from amity.shared.money import Money, part_of

WHOLE_RUN_PERCENT = 80
"""A line with time over this part of its project's days runs the whole time, for example coordination."""

AHEAD_FACTOR = 2
"""Such a line is a finding if its share used is at least this many times that of the rest."""


def past_limit(material: Material) -> list[Finding]:
    """Find time worth more than the cap (`past_cap`) or the fixed fee (`past_fee`), with the day it was reached.

    The time past the limit is the priced time × its part of the value, so hours × average price is the money.
    """
    return [found for project in material.projects if (found := _past_limit(project, material.data_to)) is not None]


def is_past_limit(project: ProjectFacts, data_to: date) -> bool:
    """Return whether time is worth more than the cap or the fixed fee."""
    _kind, limit = _limit(project)
    value = value_to_date(project.terms, project.history, data_to).value if limit is not None else None
    return limit is not None and value is not None and value > limit


def _limit(project: ProjectFacts) -> tuple[str, int | None]:
    terms = project.terms
    limits = {"time_and_materials": ("past_cap", terms.cap), "fixed": ("past_fee", terms.net_fee)}
    return limits.get(terms.fee_model, ("", None))


def _past_limit(project: ProjectFacts, data_to: date) -> Finding | None:
    terms, (kind, limit) = project.terms, _limit(project)
    value = value_to_date(terms, project.history, data_to)
    if limit is None or value.value is None or value.value <= limit:
        return None
    day = reached_on(((one.on, one.value) for one in project.days), limit)
    after = [one for one in project.days if day is not None and one.on > day]
    numbers = (
        Input("value_of_time", value.value, "minor", "entries", data_to, terms.currency),
        Input("limit", limit, "minor", "agreement", terms.signed_on, terms.currency),
        Input("delivery_time", project.measures.seconds, "seconds", "entries", data_to),
        Input("reached_on", day, "day", "entries", data_to),
        Input("last_day", max((one.on for one in after), default=day), "day", "entries", data_to),
    )
    rows = Rows(
        project.account_id,
        project.project_id,
        first=day and day + timedelta(days=1),
        last=data_to,
        entries=sum(one.entries for one in after) if day else None,
    )
    money = Money(value.value - limit, terms.currency)
    priced = project.measures.billable_seconds - project.measures.unvalued_seconds
    seconds = part_of(priced, Fraction(money.minor, value.value))
    return Finding(kind, (Subject("project", project.project_id),), Sureness.SURE, money, seconds, numbers, (rows,))


def over_served(material: Material) -> list[Finding]:
    """Find retainers over-served by more than 5% in whole months, in money at their average billable rate.

    Months still running on the data's last day, and overage billed at its own rate, are left out: of a month, the hours
    that are billed don't count as worked.
    """
    return [found for project in material.projects if (found := _over_served(project, material)) is not None]


def _over_served(project: ProjectFacts, material: Material) -> Finding | None:
    terms = project.terms
    if terms.fee_model != "retainer" or not terms.included_seconds or terms.overage is not None:
        return None
    whole = [
        one for one in periods(terms, project.history, material.data_to) if last_day(one.month) <= material.data_to
    ]
    worked = sum(one.used_seconds - one.billed for one in whole)
    included = sum(one.included_seconds for one in whole)
    over = over_servicing(worked, included)
    if over.value is None or over.value < OVER_NOTICE:
        return None
    money = None
    if terms.fee is not None and worked:
        fees = sum(part_of(terms.fee, one.share) for one in whole)
        money = Money(part_of(fees, Fraction(worked - included, worked)), terms.currency)
    numbers = (
        *over.inputs,
        Input("over_service", over.value, "basis_points", "agreement"),
        Input("months", len(whole), "count", "agreement"),
    )
    rows = Rows(project.account_id, project.project_id, last=material.data_to, entries=_entries(project, whole))
    subject = (Subject("project", project.project_id),)
    return Finding("over_served", subject, Sureness.DERIVED, money, worked - included, numbers, (rows,))


def _entries(project: ProjectFacts, whole: list[Period]) -> int:
    months = project.history.months
    return total(months[month] for one in whole for month in one.months if month in months).entries


def quiet_items(material: Material) -> list[Finding]:
    """Find items past half their plan and quiet for 21 days, all in one finding, "are they finished?"."""
    asked = asked_if_finished(material.items, material.data_to)
    if not asked:
        return []
    to_go = sum(item.to_go_seconds for item in asked)
    numbers = (
        Input("items", len(asked), "count", "entries", material.data_to),
        Input("plan_still_to_come", to_go, "seconds", "plan", material.data_to),
    )
    subjects = tuple(Subject(item.kind, item.item_id) for item in asked)
    rows = tuple(Rows(project_id=item.project_id, last=item.last_on) for item in asked)
    return [Finding("is_it_finished", subjects, Sureness.ASK, None, to_go, numbers, rows)]


def unquoted_work(material: Material) -> list[Finding]:
    """Find time on no quoted line, for projects with lines, where it should be zero. Money at the project's price."""
    found = []
    for project in material.projects:
        seconds = project.unlined.seconds
        if not project.lines or not seconds:
            continue
        numbers = (
            Input("not_quoted", seconds, "seconds", "entries", material.data_to),
            Input("delivery_time", project.measures.seconds, "seconds", "entries", material.data_to),
        )
        money = Money(line_value(seconds, project.price), project.price.currency) if project.price else None
        rows = Rows(project.account_id, project.project_id, entries=project.unlined.entries, only="unlined")
        subject = (Subject("project", project.project_id),)
        found.append(Finding("not_quoted", subject, Sureness.ASK, money, seconds, numbers, (rows,)))
    return found


def past_plan(material: Material) -> list[Finding]:
    """Find lines that used more than their plan, one finding a project: hours above it, and their value at its price.

    Where no line has any plan, as under a retainer, no time was promised to exceed.
    """
    found = []
    for project in material.projects:
        over = [line for line in project.lines if line.used_seconds > line.planned_seconds]
        if not over or not any(line.planned_seconds for line in project.lines):
            continue
        seconds = sum(line.used_seconds - line.planned_seconds for line in over)
        numbers = (
            Input("lines", len(over), "count", "entries", material.data_to),
            Input("over_plan", seconds, "seconds", "entries", material.data_to),
        )
        subjects = tuple(Subject("line", line.line_id) for line in over)
        rows = tuple(Rows(project.account_id, project.project_id, line.line_id) for line in over)
        money = Money(line_value(seconds, project.price), project.price.currency) if project.price else None
        found.append(Finding("past_plan", subjects, Sureness.ASK, money, seconds, numbers, rows))
    return found


def ahead_of_the_rest(material: Material) -> list[Finding]:
    """Find lines that run the whole time and use their plan at twice the pace of the other lines together.

    Seconds = used − plan × share of the rest used: the time ahead of an even pace. Money at the project's price.
    """
    return [
        found
        for project in material.projects
        for line in project.lines
        if (found := _ahead(project, line, material.data_to)) is not None
    ]


def _ahead(project: ProjectFacts, line: LineUse, data_to: date) -> Finding | None:
    plan = sum(one.planned_seconds for one in project.lines) - line.planned_seconds
    used = sum(one.used_seconds for one in project.lines) - line.used_seconds
    if not _is_fast(line, plan, used) or not _runs_through(project, line):
        return None
    ahead = line.used_seconds - part_of(line.planned_seconds, Fraction(used, plan))
    numbers = (
        Input("line_used", line.used_seconds, "seconds", "entries", data_to),
        Input("line_plan", line.planned_seconds, "seconds", "agreement"),
        Input("rest_used", used, "seconds", "entries", data_to),
        Input("rest_plan", plan, "seconds", "agreement"),
    )
    money = Money(line_value(ahead, project.price), project.price.currency) if project.price else None
    rows = Rows(project.account_id, project.project_id, line.line_id)
    return Finding("ahead_of_the_rest", (Subject("line", line.line_id),), Sureness.ASK, money, ahead, numbers, (rows,))


def _is_fast(line: LineUse, plan: int, used: int) -> bool:
    """Return whether an open line uses its plan at twice the pace of the others, which have `plan` and `used`."""
    if line.finished or not line.planned_seconds or not plan or not used:
        return False
    return line.used_seconds * plan >= AHEAD_FACTOR * used * line.planned_seconds


def with_days_needed(lines: Sequence[LineUse]) -> list[int]:
    """Return the lines of an agreement whose first and last day a finding may need, going by their time and plan.

    All of them if one is ahead of the rest, else those that may be finished.
    """
    plan, used = sum(line.planned_seconds for line in lines), sum(line.used_seconds for line in lines)
    if any(_is_fast(line, plan - line.planned_seconds, used - line.used_seconds) for line in lines):
        return [line.line_id for line in lines]
    return [
        line.line_id for line in lines if past_half(line.planned_seconds, line.used_seconds, finished=line.finished)
    ]


def _runs_through(project: ProjectFacts, line: LineUse) -> bool:
    firsts = [one.first_on for one in project.lines if one.first_on]
    lasts = [one.last_on for one in project.lines if one.last_on]
    if not line.first_on or not line.last_on:
        return False
    span = (max(lasts) - min(firsts)).days + 1
    return ((line.last_on - line.first_on).days + 1) * 100 >= WHOLE_RUN_PERCENT * span
