"""A forecast in words, for the page of a project and the page behind it."""

from dataclasses import dataclass

from amity.profitability.forecast import wording
from amity.profitability.forecast.evidence import Evidence
from amity.profitability.forecast.queries import evidence_seen_by
from amity.profitability.forecast.rules import TOTAL, Forecast
from amity.projects.models import Project
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect in a sentence, its range, and the probability of an overrun.

    `known`: it is based on more than hours alone, and not on too few of them.
    """

    heading: str
    range: str
    chance: str
    known: bool


def expected_of(by: Actor, project: Project) -> Expected | None:
    """Return a project's forecast in words, or None before the first hour, without a plan or without the right."""
    evidence = evidence_seen_by(by, project)
    return expected(evidence, evidence.forecast()) if evidence and evidence.used else None


def expected_over(by: Actor, project: Project) -> int:
    """Return the seconds by which a project is expected to end over its budget, 0 where it isn't or none is known.

    Without anything marked as finished a forecast is too weak to name them.
    """
    evidence = evidence_seen_by(by, project)
    if evidence is None or not evidence.used:
        return 0
    forecast = evidence.forecast()
    over = round(forecast.p50 - evidence.budget)
    is_known = _is_known(evidence, forecast) or evidence.used > evidence.budget
    return over if is_known and over > 0 and not wording.is_near(over, evidence.budget) else 0


def expected(evidence: Evidence, forecast: Forecast) -> Expected:
    """Return a forecast in words. Once all is finished there is no range."""
    is_open = forecast.p10 < forecast.p90
    return Expected(
        wording.heading(evidence, forecast),
        wording.range_of(evidence, forecast) if is_open else "",
        wording.chance(evidence, forecast) if is_open else "",
        _is_known(evidence, forecast),
    )


def _is_known(evidence: Evidence, forecast: Forecast) -> bool:
    return forecast.level > TOTAL and not evidence.is_early
