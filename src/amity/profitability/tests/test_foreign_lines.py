"""A project can have time on lines of another agreement. The pages of all projects of a pooled one still add up."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.profitability.projects.queries import project_money
from tests.builders import acting, make_account, make_agreement, make_cost_rate, make_entry, make_line, make_project

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
LOGGED = st.lists(st.tuples(st.sampled_from(["foreign", "own", "none"]), st.integers(1, 9)), max_size=4)


@st.composite
def models(draw):
    """Draw the fee model of the pooled agreement, and its fee."""
    model = draw(st.sampled_from(["time_and_materials", "fixed", "retainer", "unknown"]))
    return model, {} if model in ("time_and_materials", "unknown") else {"fee": 500_000}


def logged(tim, account, pooled, line, work):
    """Return a project with time under its own agreement before it moved to the pooled one."""
    before = make_agreement(account)
    foreign = make_line(before, hours="10:00", rate="100")
    project = make_project(account, team=[tim], agreement=before)
    for where, hours in work:
        if where == "foreign":
            make_entry(by=tim, project=project, hours=f"{hours}:00", line_id=foreign.pk)
    project.agreement = pooled
    project.save()
    for where, hours in work:
        if where != "foreign":
            make_entry(by=tim, project=project, hours=f"{hours}:00", line_id=line.pk if where == "own" else None)
    return project


@pytest.fixture
def cost_rate(agency):
    """Return an hourly cost of 40, used in every example."""
    return make_cost_rate("40")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LOGGED, min_size=2, max_size=3), models())
def test_lines_of_each_project_add_up_whatever_lines_its_time_is_on(cost_rate, fina, tim, works, model):
    account = make_account()
    pooled = make_agreement(account, model[0], **model[1])
    line = make_line(pooled, hours="10:00", rate="100")
    projects = [logged(tim, account, pooled, line, work) for work in works]
    own_line = sum(hours for work in works for where, hours in work if where == "own")

    for project, work in zip(projects, works, strict=True):
        seen = project_money(acting(fina), project, TODAY)

        not_quoted = sum(hours for where, hours in work if where != "own")
        expected = [own_line, not_quoted] if not_quoted else [own_line]
        assert [one.status.used_seconds for one in seen.lines] == [hours * 3600 for hours in expected]
        assert sum(one.earned.seconds or 0 for one in seen.lines) == seen.figures.seconds
        costs = [one.earned.cost.value or 0 for one in seen.lines if one.earned.cost]
        if seen.figures.cost and seen.figures.cost.value is not None and work:
            assert sum(costs) == seen.figures.cost.value
