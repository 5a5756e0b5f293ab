"""*Why?* of time and revenue says what moved them against the months before, or against the quote."""

from datetime import date

import pytest

from amity.people.models import Person
from amity.profitability.accounts.queries import account_money
from amity.profitability.causes.of_figures import account_cause, portfolio_cause, project_cause
from amity.profitability.changes.rules import Movement, compared, movement
from amity.profitability.period.rules import period
from amity.profitability.portfolio.queries import portfolio
from amity.profitability.projects.queries import project_money
from amity.projects.models import Project
from tests.builders import acting, make_account, make_agreement, make_entry, make_line, make_project

TODAY = date(2026, 11, 30)


def plain(sentence: str) -> str:
    """Return a sentence with plain spaces."""
    return sentence.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("first", "last", "today", "recorded", "expected"),
    [
        (202610, 202610, TODAY, 202501, ((202610, 202610), (202609, 202609))),
        (202511, 202610, TODAY, 202411, ((202511, 202610), (202411, 202510))),
        (202511, 202610, TODAY, 202412, ((202610, 202610), (202609, 202609))),
        (202601, 202611, date(2026, 11, 12), 202401, ((202610, 202610), (202609, 202609))),
        (202611, 202611, date(2026, 11, 12), 202401, None),
        (202610, 202610, TODAY, 202610, None),
    ],
)
def test_a_year_is_compared_with_the_year_before_and_otherwise_a_whole_month_with_the_one_before(
    first, last, today, recorded, expected
):
    found = compared(period(first, last, today), recorded)

    assert (found and tuple((span.first, span.last) for span in found)) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ({1: ("A", 30), 2: ("B", 10)}, {1: ("A", 16), 2: ("B", 6)}, Movement(18, "A", 14)),
        ({1: ("A", 30), 2: ("B", 0)}, {1: ("A", 10), 2: ("B", 6)}, Movement(14, "A", 20)),
        ({2: ("B", 6)}, {1: ("A", 10), 2: ("B", 6)}, Movement(-10, "A", -10)),
        ({1: ("A", 5)}, {1: ("A", 5)}, Movement(0)),
        ({1: ("A", None), 2: ("B", 7)}, {1: ("A", 9), 2: ("B", 5)}, Movement(2)),
        ({1: ("A", None)}, {}, None),
    ],
)
def test_the_part_that_moved_most_the_same_way_is_named(now, before, expected):
    assert movement(now, before) == expected


@pytest.fixture
def work(fina: Person) -> list[Project]:
    """Return two projects of an account by time, in September and October, the second without a quote."""
    account, projects = make_account("Larkfield"), []
    for name, hours in (("Spring campaign", ("10:00", "24:00")), ("Website", ("10:00", "14:00"))):
        agreement = make_agreement(account)
        line = make_line(agreement, "1.1", hours="20:00" if name != "Website" else None, rate="100")
        project = make_project(account, name=name, agreement=agreement)
        for month, worked in zip((9, 10), hours, strict=True):
            make_entry(by=fina, project=project, hours=worked, on=date(2026, month, 5), line_id=line.pk)
        projects.append(project)
    return projects


def test_time_and_revenue_name_what_moved_them(fina, work):
    by = acting(fina)
    account = account_money(by, work[0].account_id, TODAY, "202610")

    assert (
        plain(account_cause("time", account))
        == "Oct 2026 had 18 h more than Sep 2026, 14 h of it from Spring campaign."
    )
    assert plain(account_cause("revenue", account)) == (
        "Oct 2026 had €1,800 more than Sep 2026, €1,400 of it from Spring campaign."
    )
    assert plain(portfolio_cause("agi", portfolio(by, TODAY, "202610"))) == "Oct 2026 had €1,800 more than Sep 2026."


def test_time_of_a_project_is_compared_with_its_quote_or_with_the_month_before(fina, work):
    by = acting(fina)

    assert plain(project_cause("time", project_money(by, work[0], TODAY))) == "14 h more than quoted, most in Line 1.1."
    assert (
        plain(project_cause("time", project_money(by, work[1], TODAY, "202610")))
        == "Oct 2026 had 4 h more than Sep 2026."
    )


def test_the_first_month_and_one_that_has_not_ended_say_why_nothing_is_compared(fina, work):
    by, early = acting(fina), date(2026, 10, 12)

    first = plain(portfolio_cause("time", portfolio(by, TODAY, "202609")))
    running = plain(portfolio_cause("time", portfolio(by, early, "202610")))

    assert first == "Nothing is recorded before these months, so there is nothing to compare with."
    assert running == "Oct 2026 hasn’t ended, so it isn’t compared with the month before."
