"""What is known of an account, as measures and caps: recording trouble, and planning for it, never costs points."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amity.health import rules
from amity.health.facts.rules import (
    Approvals,
    Conflict,
    Expectations,
    Facts,
    Goals,
    KeyContact,
    Miss,
    Money,
    Payment,
    Word,
)
from amity.health.measures.rules import caps_of, is_severe, readings_of, settled, with_plan
from amity.health.raising.rules import LEARN, PLAN, SETTLE, steps_of
from amity.health.rules import DEFAULTS, health_of

DAY = date(2026, 11, 24)
count = st.integers(0, 3)


conflict = st.builds(Conflict, count, count, st.just(DAY), st.booleans(), st.booleans())
missed = st.integers(0, 60).map(lambda days: Miss(1, DAY, days, days * 5 // 7))
expectations = st.builds(
    Expectations, st.lists(conflict, max_size=3).map(tuple), st.lists(missed, max_size=2).map(tuple),
    st.lists(count, max_size=3).map(tuple), st.integers(1, 9), st.just(DAY),
)  # fmt: skip
money = st.builds(
    Money, st.just(DAY), st.none() | st.integers(-2_000, 9_000), st.just(5_000), st.just("exact"), st.just("average"),
    st.none() | st.integers(-6_000, 4_000),
)  # fmt: skip
contact = st.builds(KeyContact, st.just("sponsor"), count, st.none() | st.integers(0, 120), st.just(30))
word = st.builds(Word, count, st.integers(0, 10), st.just(DAY), st.just(True))
days = st.lists(st.integers(0, 40), max_size=4).map(tuple)
facts = st.builds(
    Facts, day=st.just(DAY), expectations=expectations, money=st.none() | money,
    contacts=st.lists(contact, max_size=3).map(tuple), words=st.lists(word, max_size=3).map(tuple),
    approvals=st.builds(Approvals, days, days, st.just(DAY)),
    goals=st.builds(Goals, count, st.just(3), count, st.just(DAY)),
    sponsor_left=st.booleans(), issues=count,
)  # fmt: skip


def health(known):
    return health_of(readings_of(known), caps_of(known))


def value(score):
    return -1 if score is None else score


@given(facts)
def test_a_conflict_with_a_plan_never_scores_below_the_same_one_without(known):
    assert value(health(with_plan(known)).score) >= value(health(known).score)


@given(facts)
def test_settling_what_is_open_never_lowers_a_score(known):
    assert value(health(settled(known)).score) >= value(health(known).score)


@given(facts)
def test_every_step_raises_the_score_or_what_is_known(known):
    before = health(known)
    for step in steps_of(known, readings_of(known), DEFAULTS):
        assert value(step.health.score) > value(before.score) or step.health.confidence > before.confidence
        before = step.health


def osprey(**more):
    """Return the account of the board: a severe conflict without a plan, and an expectation at risk."""
    known = Expectations((Conflict(31, 44, DAY, is_severe=True, is_planned=False),), (), (45,), 6, DAY)
    contacts = (
        KeyContact("sponsor", 1, 12, 60),
        KeyContact("decision_maker", 2, 12, 30),
        KeyContact("day_to_day", 3, 12, 14),
    )
    return Facts(
        day=DAY, expectations=known, money=Money(date(2026, 10, 31), 4_410, 5_000, "at_most", "discipline", 640),
        contacts=contacts, approvals=Approvals((3, 3, 4, 3), (), DAY), goals=Goals(1, 2, 1, date(2026, 9, 30)), **more,
    )  # fmt: skip


def test_the_steps_of_the_board_lift_the_cap_then_ask_then_settle():
    steps = steps_of(osprey(), readings_of(osprey()), DEFAULTS)

    assert [step.kind for step in steps][:3] == [PLAN, LEARN, SETTLE]
    assert health(osprey()).score == 59
    assert steps[1].key == rules.FEEDBACK
    scores = [step.health.score or 0 for step in steps]
    assert scores == sorted(scores)
    assert steps[2].health.caps == ()
    assert steps[2].was == 30


def test_strain_counts_trouble_once():
    known = osprey().expectations

    assert known.strain == 7
    assert replace(known, conflicts=()).strain == 3
    assert Expectations(missed=(Miss(1, DAY, 1, 1),), recorded=1).strain == 4


def test_a_conflict_is_severe_until_all_its_options_are_mild():
    assert is_severe([])
    assert is_severe([2, -3])
    assert not is_severe([2, -2])


def test_a_miss_caps_from_the_sixth_working_day_for_thirty_days():
    def missed(days, working):
        return caps_of(replace(osprey(), expectations=Expectations(missed=(Miss(1, DAY, days, working),), recorded=1)))

    assert missed(7, 5) == ()
    assert missed(8, 6) == (rules.MISSED,)
    assert missed(31, 22) == ()


def test_an_invoice_caps_from_sixty_days_overdue():
    def owed(days):
        return caps_of(Facts(day=DAY, payment=Payment(10, days, 3, DAY)))

    assert (owed(59), owed(60)) == ((), (rules.OVERDUE,))


def test_open_trouble_is_never_too_old():
    old = replace(osprey().expectations, changed_on=DAY - timedelta(days=300))

    assert readings_of(replace(osprey(), expectations=old))[0].age == 0
    calm = replace(old, conflicts=(), at_risk=())
    assert readings_of(replace(osprey(), expectations=calm))[0].age == 300


def test_questions_that_wait_longer_than_answers_took_count():
    assert Approvals((2, 4)).mean == 3
    assert Approvals((2, 4), (1, 9)).mean == 5
    assert Approvals((), (9,)).mean is None


def test_an_account_has_an_open_issue_with_any_trouble():
    assert osprey().has_open_issue
    assert Facts(day=DAY, issues=1).has_open_issue
    assert not Facts(day=DAY).has_open_issue
