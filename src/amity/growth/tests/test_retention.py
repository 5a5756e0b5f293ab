"""Retention: the sum of its parts, its bounds, and its window of months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.growth.retention import rules

FEES = st.dictionaries(st.integers(1, 8), st.integers(-1_000, 10**9), max_size=8)


@given(FEES, FEES)
def test_the_parts_add_up_to_what_the_same_accounts_pay_now(before, now):
    found = rules.retention(before, now)

    held = [key for key, value in before.items() if value > 0]
    assert found.now == sum(max(now.get(key, 0), 0) for key in held)
    assert found.now + found.new == sum(value for value in now.values() if value > 0)
    assert min(found.start, found.expansion, found.contraction, found.churn, found.new) >= 0


@given(FEES, FEES)
def test_gross_retention_is_never_above_net_or_above_all(before, now):
    found = rules.retention(before, now)

    if found.net is None or found.gross is None:
        assert not found.start
    else:
        assert 0 <= found.gross <= min(found.net, 10_000)


def test_net_retention_by_hand():
    found = rules.retention({1: 100_000, 2: 50_000, 3: 50_000}, {1: 130_000, 2: 30_000, 4: 99_000})

    assert (found.start, found.expansion, found.contraction, found.churn, found.new) == (
        200_000, 30_000, 20_000, 50_000, 99_000,
    )  # fmt: skip
    assert (found.net, found.gross) == (8_000, 6_500)


@given(FEES)
def test_concentration_is_the_share_of_the_largest(fees):
    share, known = rules.concentration(fees), [value for value in fees.values() if value > 0]

    assert (share is None) == (not known)
    assert share is None or 10_000 // len(known) <= share <= 10_000


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (202401, 202512, rules.Window(202501, 202512, 202401, 202412, 12)),
        (202001, 202512, rules.Window(202501, 202512, 202401, 202412, 12)),
        (202405, 202510, rules.Window(202505, 202510, 202405, 202410, 6)),
        (202411, 202512, None),
    ],
)
def test_the_window_is_as_long_as_the_months_of_a_year_before(first, last, expected):
    assert rules.window(first, last) == expected


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [(0, 5, "new"), (5, 0, "lost"), (5, 9, "grown"), (9, 5, "shrunk"), (5, 5, "same"), (None, 5, "unknown")],
)
def test_what_became_of_an_account(was, now, kind):
    assert rules.change_of(was, now) == kind
