"""Revenue is shared out to lines, projects and services. The parts and the rest always add up."""

from hypothesis import given
from hypothesis import strategies as st

from amity.profitability.sharing.rules import Shared, share_month, share_out
from amity.profitability.tests.made import cents, worked
from amity.timesheets.rules import Measures

any_parts = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 10**9)), max_size=8)
any_model = st.sampled_from(["fixed", "retainer", "time_and_materials", "prepaid"])


def test_a_month_goes_by_standard_value_with_the_odd_cent_to_the_largest_rest():
    shared = share_month(10_000, [("design", 100), ("content", 100), ("care", 100)])

    assert shared.parts == {"design": 3_334, "content": 3_333, "care": 3_333}


def test_a_part_with_none_gets_none():
    assert share_month(10_000, [("design", 5), ("care", 0)]).parts == {"design": 10_000, "care": 0}


def test_a_month_without_standard_value_is_not_shared_out():
    shared = share_month(10_000, [("design", 0)])

    assert (shared.parts, shared.rest, shared.whole) == ({"design": 0}, 10_000, 10_000)


def test_a_month_without_any_part_is_not_shared_out():
    assert share_out("retainer", {202601: 7_200}, {}) == Shared({}, 7_200)


def test_months_below_a_cap_keep_their_own_value_and_the_month_of_the_cap_is_shared():
    own = {202601: [("a", worked(1, value=100)), ("b", worked(1, value=300))]}
    capped = {202602: [("a", worked(1, value=300)), ("b", worked(1, value=100))]}

    shared = share_out("time_and_materials", {202601: cents(400), 202602: cents(100)}, {**own, **capped})

    assert shared.parts == {"a": cents(100 + 75), "b": cents(300 + 25)}


def test_a_pooled_retainer_reaches_its_projects_month_by_month():
    months = {202601: [(1, worked(1, value=100))], 202602: [(1, worked(1, value=100)), (2, worked(3, value=300))]}

    shared = share_out("retainer", {202601: 7_200, 202602: 7_200}, months)

    assert shared == Shared({1: 9_000, 2: 5_400}, 0)


def test_a_month_taken_back_is_shared_with_its_sign():
    assert share_month(-100, [("a", 1), ("b", 1)]).parts == {"a": -50, "b": -50}


@given(st.integers(-(10**9), 10**9), any_parts)
def test_shares_and_rest_add_up_exactly(revenue, parts):
    shared = share_month(revenue, parts)

    assert shared.whole == revenue
    assert shared.rest == 0 or not any(weight for _, weight in parts)


@given(
    any_model,
    st.dictionaries(st.integers(202601, 202606), st.integers(-(10**9), 10**9)),
    st.dictionaries(st.integers(202601, 202606), any_parts),
)
def test_any_model_over_any_months_loses_nothing(model, revenue, parts):
    measures = {
        month: [(key, Measures(value=weight, standard=weight)) for key, weight in rows] for month, rows in parts.items()
    }

    assert share_out(model, revenue, measures).whole == sum(revenue.values())
