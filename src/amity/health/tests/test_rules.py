"""Health is a weighted mean of what is known, under caps on what is unanswered (domain.md, "Health")."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.health import rules
from amity.health.rules import CAPS, DEFAULTS, INPUTS, Numbers, Reading, health_of, score_at

measures = st.integers(-7_000, 21_000)
ages = st.just(0) | st.integers(0, 400)
last = st.none() | st.integers(0, 10_000).map(lambda value: Fraction(value, 100))


def reading(key):
    """Return readings of an input, most of them known and new, with scores between its break points."""
    points = DEFAULTS.points[key]
    between = st.integers(points[0][0] * 100, points[-1][0] * 100)
    known = st.builds(lambda measure, age: Reading(key, (measure,), age), between, ages)
    return st.one_of(known, known, known, st.builds(lambda score: Reading(key, last=score), last))


def readings():
    """Return a reading of each input."""
    return st.tuples(*map(reading, INPUTS)).map(list)


caps = st.sets(st.sampled_from(sorted(CAPS)))


def value(score):
    """Return a score for comparing: no number is below every number."""
    return -1 if score is None else score


def of_board(**more):
    """Return the inputs of Osprey Rail on the board, whose scores are 30, 76, 82, 62, 100, 64 and 55."""
    found = {
        rules.EXPECTATIONS: (700,), rules.MARGIN: (8_820,), rules.CONTACTS: (4_000, 8_000, 15_000),
        rules.SERVICE: (640,), rules.PAYMENT: (-900,), rules.APPROVAL: (320,), rules.GOALS: (5_000,),
    } | more  # fmt: skip
    return [Reading(key, own) for key, own in found.items()]


def test_the_account_of_the_board_scores_65_and_is_capped_at_59():
    free, capped = health_of(of_board(), ()), health_of(of_board(), (rules.NO_PLAN,))

    assert (free.score, free.confidence, free.band) == (63, 85, rules.WATCH)
    assert (capped.score, capped.weighted, capped.band, capped.cap) == (59, 63, rules.UNWELL, rules.NO_PLAN)


@pytest.mark.parametrize(
    ("key", "measure", "score"),
    [
        (rules.EXPECTATIONS, 700, 30), (rules.EXPECTATIONS, 300, 70), (rules.MARGIN, 8_820, Fraction(382, 5)),
        (rules.SERVICE, 640, Fraction(308, 5)), (rules.PAYMENT, -900, 100), (rules.GOALS, 5_000, 55),
        (rules.FEEDBACK, 800, 80), (rules.APPROVAL, 20_000, 0),
    ],
)  # fmt: skip
def test_a_measure_scores_by_its_break_points(key, measure, score):
    assert score_at(DEFAULTS.points[key], measure) == score


@given(measure=measures, key=st.sampled_from(INPUTS))
def test_a_score_is_never_outside_0_and_100(measure, key):
    assert 0 <= score_at(DEFAULTS.points[key], measure) <= 100


@given(found=readings(), applied=caps, key=st.sampled_from(INPUTS))
def test_what_becomes_unknown_never_raises_a_score(found, applied, key):
    before = health_of(found, applied)
    was = next(one for one in before.inputs if one.key == key)
    gone = [
        one if one.key != key else Reading(key, last=was.score if was.score is not None else was.held) for one in found
    ]

    assert value(health_of(gone, applied).score) <= value(before.score)


@given(found=readings(), applied=caps, key=st.sampled_from(INPUTS), days=st.integers(0, 400))
def test_what_grows_old_never_raises_a_score(found, applied, key, days):
    older = [one if one.key != key else Reading(key, one.measures, one.age + days, one.last) for one in found]

    assert value(health_of(older, applied).score) <= value(health_of(found, applied).score)


@given(found=readings(), applied=caps, more=caps)
def test_a_cap_never_raises_a_score(found, applied, more):
    assert value(health_of(found, applied | more).score) <= value(health_of(found, applied).score)


@given(found=readings(), applied=caps)
def test_there_is_a_number_only_with_half_the_weight_and_a_word_from_the_client(found, applied):
    health = health_of(found, applied)
    inputs = {one.key for one in health.inputs if one.score is not None}

    assert (health.score is not None) == (health.confidence >= 50 and bool(inputs & rules.CLIENT_SIDE))
    assert health.confidence == sum(DEFAULTS.weights[key] for key in inputs)


@given(found=readings(), applied=caps)
def test_without_a_number_the_easiest_input_is_named(found, applied):
    health = health_of(found, applied)
    cheapest = rules.cheapest_input(health)

    assert bool(cheapest) == (health.score is None)
    assert cheapest == "" or next(one for one in health.inputs if one.key == cheapest).score is None


def test_the_easiest_input_comes_from_the_client_where_none_is_known():
    ours = [Reading(rules.MARGIN, (10_000,)), Reading(rules.SERVICE, (0,)), Reading(rules.PAYMENT, (0,))]

    assert rules.cheapest_input(health_of(ours, ())) == rules.FEEDBACK
    with_word = [*ours, Reading(rules.APPROVAL, (100,))]
    assert rules.cheapest_input(health_of(with_word, ())) == rules.FEEDBACK
    assert health_of([*with_word, Reading(rules.FEEDBACK, (800,))], ()).score is not None


def test_an_old_bad_answer_still_holds_the_score_down():
    unhappy = [*of_board(), Reading(rules.FEEDBACK, (100,), 0)]
    old = [*of_board(), Reading(rules.FEEDBACK, (100,), 91)]

    assert health_of(unhappy, ()).score == health_of(old, ()).score == 55
    assert (health_of(unhappy, ()).confidence, health_of(old, ()).confidence) == (100, 85)


def test_without_a_word_from_the_client_there_is_no_number_however_much_we_know():
    weights = dict.fromkeys(INPUTS, 0) | {rules.MARGIN: 60, rules.FEEDBACK: 40}
    ours = [Reading(rules.MARGIN, (10_000,))]

    health = health_of(ours, (), Numbers(weights=weights))
    assert (health.score, health.confidence) == (None, 60)


def test_an_input_without_weight_counts_for_nothing():
    weights = {**DEFAULTS.weights, rules.PAYMENT: 0, rules.EXPECTATIONS: 30}
    numbers = Numbers(weights=weights)

    health = health_of(of_board(), (), numbers)
    assert health.confidence == 85
    assert health.score == health_of([one for one in of_board() if one.key != rules.PAYMENT], (), numbers).score


@pytest.mark.parametrize(
    ("score", "band"), [(75, "well"), (74, "watch"), (60, "watch"), (59, "unwell"), (None, "unknown")]
)
def test_bands_begin_at_75_and_60(score, band):
    assert rules.band_of(score) == band


def test_growth_is_closed_while_unwell_or_unknown_with_an_open_issue():
    assert rules.growth_is_closed(rules.UNWELL, has_open_issue=False)
    assert rules.growth_is_closed(rules.UNKNOWN, has_open_issue=True)
    assert not rules.growth_is_closed(rules.UNKNOWN, has_open_issue=False)
    assert not rules.growth_is_closed(rules.WATCH, has_open_issue=True)
