"""A forecast in words: what to expect, what that rests on, and what would make it better."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability.forecast.evidence import Evidence
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.rules import REMINDER, STATED, TASKS, TOTAL, Forecast
from amity.ui import formats
from amity.waiting.kinds import headline_of

WHOLE = 10_000
ENOUGH_REST = 0.1
"""From this share of the other work on, what a line that runs the whole time will take is worth naming."""
NEAR = 0.02
"""A forecast this near to the budget is on budget."""


def heading(evidence: Evidence, forecast: Forecast) -> str:
    """Return what to expect in one sentence."""
    if forecast.p10 == forecast.p90:
        return _("Finished with %(used)s of %(budget)s.") % _hours(used=evidence.used, budget=evidence.budget)
    if evidence.is_early:
        return too_early(evidence.used, evidence.budget)
    if forecast.level == TOTAL:
        return _("%(used)s of %(budget)s used. Nothing is marked as finished, so the forecast is weak.") % _hours(
            used=evidence.used, budget=evidence.budget
        )
    over = forecast.p50 - evidence.budget
    if is_near(over, evidence.budget):
        return _("Expected to end about on budget.")
    if over > 0:
        return _("Expected to end %(over)s over budget.") % _hours(over=over)
    return _("Expected to end %(left)s under budget.") % _hours(left=-over)


def too_early(used: int, budget: int) -> str:
    """Return that too little is used to say how work will end: "Too early to say: 1.5 of 18 h logged."."""
    names = {"used": formats.number(Decimal(used) / 3600, 0, 1), "budget": formats.hours(budget, "title")}
    return _("Too early to say: %(used)s of %(budget)s logged.") % names


def is_near(over: float, budget: float) -> bool:
    """Return whether a forecast so many seconds over its budget, or under it, is about on budget."""
    return abs(over) <= NEAR * budget


def titled(name: str, heading: str) -> str:
    """Return the title of a project's forecast: "Site: expected to end 87 h over budget"."""
    return headline_of(name, heading if ". " in heading else heading.removesuffix("."))


def range_of(evidence: Evidence, forecast: Forecast) -> str:
    """Return the hours to expect, and the range from P10 to P90 as what it is: where 8 of 10 outcomes end."""
    names = _hours(p50=forecast.p50, budget=evidence.budget, p10=forecast.p10, p90=forecast.p90)
    if forecast.level == TOTAL:
        return _("8 of 10 projects that had used this much ended between %(p10)s and %(p90)s.") % names
    return _("Budget %(budget)s, expected %(p50)s; 8 of 10 outcomes are between %(p10)s and %(p90)s.") % names


def chance(evidence: Evidence, forecast: Forecast) -> str:
    """Return the probability of an overrun, or how far the budget is passed already. A fixed fee has no tolerance."""
    if evidence.used > evidence.budget:
        return _("Already %(over)s over budget.") % _hours(over=evidence.used - evidence.budget)
    names = {"share": formats.percent(round(forecast.overrun * 10_000), places=0)}
    if evidence.fixed_fee:
        return _("%(share)s likely to go over budget.") % names
    return _("%(share)s likely to go over budget by more than 5%%.") % names


def tolerance(evidence: Evidence) -> str:
    """Return what counts as over budget under a fixed fee, "" otherwise, where the probability names the share."""
    return _("Under a fixed fee, any time above the budget counts as over budget.") if evidence.fixed_fee else ""


def basis(evidence: Evidence, forecast: Forecast) -> str:
    """Return what the forecast rests on."""
    if forecast.level == STATED:
        return _("Based on the stated %(share)s complete. Finished marks would make it better.") % {
            "share": formats.percent(round((evidence.stated or 0) * 10_000), places=0)
        }
    if forecast.level == TOTAL:
        return _("Based on hours and budget only.")
    planned = [piece for piece in evidence.pieces if piece.item.planned]
    names = {
        "done": formats.number(sum(piece.item.finished for piece in planned)),
        "count": formats.number(len(planned)),
    }
    if forecast.level == TASKS:
        text = ngettext(
            "Based on the finished mark of %(count)s work item: %(done)s finished.",
            "Based on the finished marks of %(count)s work items and lines: %(done)s finished.",
            len(planned),
        )
        return text % names
    text = ngettext(
        "Based on the finished mark of %(count)s line: %(done)s finished. Work items under it would warn earlier.",
        "Based on the finished marks of %(count)s lines: %(done)s finished. Work items under them would warn earlier.",
        len(planned),
    )
    return text % names


def learned_from(evidence: Evidence) -> str:
    """Return from how many of the agency's own projects the numbers were learned, "" for the first ones."""
    count = evidence.numbers.projects
    if not count:
        return ""
    text = ngettext(
        "Adjusted to %(count)s closed project of yours.", "Adjusted to %(count)s closed projects of yours.", count
    )
    return text % {"count": formats.number(count)}


def runs_ahead(evidence: Evidence) -> str:
    """Return which open line has used much more of its plan than the rest of the work, "" if none has."""
    found = evidence.runs_ahead
    if found is None:
        return ""
    piece, rest = found
    names = {
        "title": piece.title,
        "share": formats.percent(WHOLE * piece.item.used // piece.item.planned, places=0),
        "rest": formats.percent(round(WHOLE * rest), places=0),
    }
    if rest < ENOUGH_REST:
        return _("%(title)s has used %(share)s of its plan, the other work %(rest)s.") % names
    return _(
        "%(title)s has used %(share)s of its plan, the other work %(rest)s. Does it run for the whole project? Then "
        "expect about %(whole)s for it, planned %(planned)s. The forecast doesn’t include that."
    ) % {**names, **_hours(whole=piece.item.used / min(rest, 1), planned=piece.item.planned)}


def step_label(step: ForecastStep) -> str:
    """Return what a step is, in a few words."""
    if step.used > step.budget:
        return _("Over budget")
    if step.step == REMINDER:
        share = formats.percent(WHOLE * step.used // step.budget, places=0)
        return _("%(share)s of the budget is used") % {"share": share}
    return _("Likely to go over budget")


def of_step(step: ForecastStep) -> str:
    """Return what a step says, with its figures on the day it was reached."""
    names = _hours(used=step.used, budget=step.budget, over=step.expected - step.budget)
    if step.step == REMINDER:
        return _("%(used)s of %(budget)s used.") % names
    names["share"] = formats.percent(step.overrun, places=0)
    return _("expected to end %(over)s over its budget of %(budget)s; %(share)s likely to go over.") % names


def gap(evidence: Evidence) -> str:
    """Return how far the plans of the work differ from the budget, "" where they agree to the hour."""
    more = evidence.planned - evidence.budget
    if abs(more) < 3600:
        return ""
    if more > 0:
        return _("The work items are planned at %(more)s more than their lines.") % _hours(more=more)
    return _("%(less)s of the budget aren’t planned on any line or work item.") % _hours(less=-more)


def age(last_on: date | None, today: date) -> str:
    """Return how old the newest time is, "" without any."""
    return _("Last time logged on %(day)s.") % {"day": formats.day(last_on, today)} if last_on else ""


def runs_out(day: date | None, today: date) -> str:
    """Return when the budget is used up at the present pace, "" if it lasts."""
    return (
        _("At the pace of the last four weeks the budget runs out on %(day)s.") % {"day": formats.day(day, today)}
        if day
        else ""
    )


def _hours(**seconds: float) -> dict[str, str]:
    return {name: formats.hours(round(value), "title") for name, value in seconds.items()}
