"""Ranks: more at stake never ranks lower, what is unknown never raises a score, and the arithmetic of the design."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.shared.money import Money
from amity.today.cards.effects import effects_of
from amity.today.cards.values import Card
from amity.today.cards.wording import causes
from amity.today.rules import Effects, Weight, rank, urgency
from amity.waiting.stakes import Stakes

TODAY = date(2026, 11, 24)
EFFECT = st.integers(1, 5)
MINOR = st.integers(0, 10**9)
FEE = st.integers(1, 10**9)
AWAY = st.integers(-400, 400)
WEIGHTS = st.builds(
    Weight, tier=st.sampled_from(["", "A", "B", "C"]), share=st.none() | st.integers(0, 10_000),
    yearly=st.none() | FEE.map(lambda minor: Money(minor, "EUR")),
)  # fmt: skip


def ranked(client: int, agency: int, minor: int | None, away: int | None, weight: Weight) -> int:
    """The rank of an item with these stakes, due so many days from today."""
    money = None if minor is None else Money(minor, "EUR")
    own = effects_of(Stakes(client=client, agency=agency, money=money), weight.yearly)
    return rank(own, None if away is None else TODAY + timedelta(days=away), TODAY, weight).total


def test_the_arithmetic_of_the_design():
    weight = Weight(tier="B", share=1840, yearly=Money(9_000_000, "EUR"))
    found = rank(Effects(5, 4), TODAY + timedelta(days=2), TODAY, weight)

    assert (found.urgency, found.weight, found.total) == (20, 9, 8 * 5 + 4 * 4 + 20 + 9)


@given(EFFECT, EFFECT, MINOR, MINOR, st.none() | AWAY, WEIGHTS)
def test_more_money_at_stake_never_ranks_lower(client, agency, less, more, away, weight):
    less, more = sorted((less, more))

    assert ranked(client, agency, less, away, weight) <= ranked(client, agency, more, away, weight)


@given(EFFECT, EFFECT, EFFECT, st.none() | AWAY, WEIGHTS)
def test_a_larger_effect_never_ranks_lower(client, agency, other, away, weight):
    lower, higher = sorted((client, other))

    assert ranked(lower, agency, None, away, weight) <= ranked(higher, agency, None, away, weight)
    assert ranked(agency, lower, None, away, weight) <= ranked(agency, higher, None, away, weight)


@given(EFFECT, EFFECT, AWAY, AWAY, WEIGHTS)
def test_what_is_due_sooner_never_ranks_lower(client, agency, soon, late, weight):
    soon, late = sorted((soon, late))

    assert ranked(client, agency, None, late, weight) <= ranked(client, agency, None, soon, weight)


@given(EFFECT, EFFECT, MINOR, AWAY, WEIGHTS)
def test_what_is_unknown_never_raises_a_rank(client, agency, minor, away, weight):
    known = ranked(client, agency, minor, away, weight)

    assert ranked(client, agency, None, away, weight) <= known
    assert ranked(client, agency, minor, None, weight) <= known
    assert ranked(client, agency, minor, away, Weight(yearly=weight.yearly)) <= known
    assert rank(effects_of(None, None), TODAY, TODAY, weight).total <= ranked(client, agency, minor, 0, weight)


@given(EFFECT, EFFECT, MINOR, FEE)
def test_an_unknown_fee_never_raises_the_effect_of_money(client, agency, minor, fee):
    stakes = Stakes(client=client, agency=agency, money=Money(minor, "EUR"))

    assert effects_of(stakes, None).agency <= effects_of(stakes, Money(fee, "EUR")).agency
    assert effects_of(stakes, Money(fee, "GBP")) == effects_of(stakes, None)


@pytest.mark.parametrize(
    ("away", "points"), [(-1, 30), (0, 28), (1, 24), (2, 20), (3, 16), (4, 12), (7, 12), (8, 8), (30, 4), (31, 0)]
)
def test_urgency_by_days(away, points):
    assert urgency(TODAY + timedelta(days=away), TODAY) == points


@pytest.mark.parametrize(
    ("tier", "share", "points"), [("", None, 0), ("C", None, 2), ("A", 100, 6), ("B", 1840, 9), ("", 9_000, 10)]
)
def test_weight_is_the_larger_of_tier_and_share(tier, share, points):
    assert Weight(tier=tier, share=share).points == points


@pytest.mark.parametrize(("count", "words"), [(1, ""), (2, "2 related items"), (3, "3 related items")])
def test_a_card_names_what_belongs_to_it_as_items(count, words):
    signs: list[Any] = [None] * count

    assert causes(Card(key="storm", signs=signs)) == words
