"""Whatever is spent and billed, parts and rests add up to the whole, and expenses stay where they were made."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.deals.rules import Deal, earned, gathered, line_parts
from amity.profitability.figures.rules import amount, unknown
from amity.profitability.margin.rules import delivery_expenses, delivery_margin, net_fees
from amity.profitability.measures.rules import MonthRow, Sums
from amity.profitability.spending.rules import NO_SPENDING, Spending, Spent, all_spent
from amity.profitability.statements.rules import Part, fees_of, statement
from amity.profitability.terms.rules import AgreementTerms, History
from amity.profitability.tests.made import worked
from amity.shared.dates.periods import last_day
from amity.timesheets.rules import Measures

MONTHS = (202609, 202610, 202611)
minor = st.integers(-10_000, 90_000)
by_month = st.dictionaries(st.sampled_from(MONTHS), minor)
spending = st.builds(lambda count, cost, part: Spending(count, cost, min(part, count)), st.integers(0, 40), minor,
                     st.integers(0, 40))  # fmt: skip


@st.composite
def deals(draw):
    """Draw an agreement of one or more projects, with time in some months and billed expenses in any."""
    projects = range(1, draw(st.integers(2, 4)))
    time = st.builds(lambda hours, value: worked(hours, value=value), st.integers(1, 30), st.integers(0, 900))
    by_project = {project: draw(st.dictionaries(st.sampled_from(MONTHS), time)) for project in projects}
    billed = {project: draw(by_month) for project in projects}
    summed = {month: sum(own.get(month, 0) for own in billed.values()) for month in MONTHS}
    rows = tuple(
        MonthRow(month, Sums(measures, "EUR", "EUR")) for own in by_project.values() for month, measures in own.items()
    )
    model = draw(st.sampled_from(["time_and_materials", "retainer", "non_billable"]))
    terms = AgreementTerms(model, "EUR", starts_on=date(2026, 1, 1), fee=draw(st.integers(0, 50_000)))
    return Deal(1, terms, History(rows, billed_expenses=summed), by_project, billed)


@given(deals())
def test_projects_and_the_rest_add_up_to_what_was_earned(deal):
    whole = earned(deal, MONTHS[0], MONTHS[-1], last_day(MONTHS[-1]))

    for month in MONTHS:
        parts = sum(own.get(month, 0) for own in whole.parts.values())
        assert parts + whole.rest.get(month, 0) == whole.months[month]


@given(deals())
def test_where_nothing_else_is_earned_each_project_has_what_its_expenses_were_billed_for(deal):
    bare = Deal(1, AgreementTerms("non_billable", "EUR"), deal.history, deal.by_project, deal.billed)
    whole = earned(bare, MONTHS[0], MONTHS[-1], last_day(MONTHS[-1]))

    for project, own in deal.billed.items():
        if len(deal.by_project) > 1:
            assert sum(whole.parts[project].values()) == sum(own.values())
    assert sum(whole.rest.values()) == 0


@given(by_month, by_month, st.dictionaries(st.integers(0, 3), by_month))
def test_lines_and_the_rest_add_up_to_the_project(months, hours, billed):
    time: dict[int, dict[int, Measures]] = {
        line: {month: worked(2, value=abs(value) / 100) for month, value in hours.items()} for line in (0, 5)
    }
    held = {line: gathered(own, months, MONTHS[0]) for line, own in billed.items()}
    parts, rest = line_parts("retainer", months, time, held)

    for month, whole in months.items():
        assert sum(own.get(month, 0) for own in parts.values()) + rest.get(month, 0) == whole


@given(by_month, st.sets(st.sampled_from(MONTHS)))
def test_gathering_loses_nothing_up_to_the_last_month(amounts, months):
    found = gathered(amounts, months, MONTHS[0])

    assert found.keys() <= months
    assert sum(found.values()) == sum(minor for month, minor in amounts.items() if months and month <= max(months))


@given(st.lists(st.tuples(spending, spending), max_size=6))
def test_what_was_spent_is_the_sum_of_its_parts(pairs):
    whole = all_spent(Spent(passed_on, delivery) for passed_on, delivery in pairs)

    assert whole.passed_on.cost == sum(passed_on.cost for passed_on, _ in pairs)
    assert whole.count == sum(one.count for pair in pairs for one in pair)


@given(minor, spending, spending)
def test_what_is_not_known_is_never_shown_as_exact(value, passed_on, delivery):
    agi = net_fees(amount(value, "EUR"), passed_on)
    margin = delivery_margin(agi, worked(5, cost=100), delivery)

    if passed_on.uncosted or delivery.uncosted:
        assert margin.value is None or margin.bound == "at_most"
    assert net_fees(amount(value, "EUR"), NO_SPENDING).value == value
    assert delivery_expenses(worked(5, cost=100), "EUR", delivery).value in (None, 10_000 + delivery.cost)


revenue = st.one_of(
    st.builds(amount, minor, st.just("EUR"), bound=st.sampled_from(["exact", "at_least"])),
    st.builds(unknown, st.sampled_from(["internal", "no_price"]), st.just("minor"), currency=st.just("EUR")),
)
parts = st.builds(
    lambda seconds, earned, passed_on: Part(Measures(seconds=seconds), earned, spent=Spent(passed_on)),
    st.sampled_from([0, 3_600]), revenue, st.one_of(st.just(NO_SPENDING), spending),
)  # fmt: skip


@given(st.lists(parts, max_size=5))
def test_net_fees_alone_are_those_of_the_statement(rows):
    assert fees_of(rows, "EUR") == statement(rows, "EUR").agi
