"""Material for the findings: accounts, projects and agencies small enough to check by hand."""

from dataclasses import replace
from datetime import date, timedelta

from amity.profitability.figures.rules import Figure, amount, unknown
from amity.profitability.terms.rules import AgreementTerms
from amity.profitability.tests.made import cents, history, month, worked
from amity.reports.material.rules import AccountFacts, Material, ProjectFacts, WorkDay
from amity.timesheets.rules import Measures

START, END = date(2025, 11, 1), date(2026, 10, 31)
NOBODY_SAID = unknown("fee_model_unknown", "minor", currency="EUR")


def material(**more) -> Material:
    """Return an agency in EUR with nothing to find: no gap, every question answered."""
    return replace(Material(START, END, "EUR", Measures()), **more)


def account(number: int, fees: float | None, time: float, **more) -> AccountFacts:
    """Return an account with net fees in major units and delivery hours."""
    net: Figure = NOBODY_SAID if fees is None else amount(cents(fees), "EUR")
    return AccountFacts(number, worked(time), net, **more)


def project(number: int, terms: AgreementTerms, sums: Measures, when: int = 202607, **more) -> ProjectFacts:
    """Return a project whose time is all in one month."""
    return ProjectFacts(number, 100 + number, terms, history(month(when, sums)), sums, **more)


def every(days: int, times: int, last: date) -> tuple[date, ...]:
    """Return days with time, `days` apart, the last one given."""
    return tuple(last - timedelta(days=days * back) for back in range(times))


def work(on: date, hours: int, rate: int) -> WorkDay:
    """Return one entry on a day at a whole hourly rate."""
    return WorkDay(on, 1, hours * 3_600, cents(hours * rate))
