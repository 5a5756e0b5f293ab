"""Rules of advice: outcomes from readings, and which practices are suggested, in which order."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.advice.practices.starters import starters
from amity.advice.rules import Read, Record, outcome_of, reading_after, reading_before
from amity.advice.suggestions.queries import phrases
from amity.advice.suggestions.rules import Aim, Candidate, Phrase, Situation, suggestions
from amity.insights.relevance.tokens import tokens

D = Decimal
GOAL = "A fifth of all tickets bought in the app"
TICKETS = Aim(1, Phrase(GOAL, frozenset(tokens(f"{GOAL} share of tickets"))))


def practice(pk, title, *, services=(), measures=(), industries=(), **given):
    return Candidate(pk, title, phrases(services), phrases(measures), phrases(industries), **given)


FIVE = practice(1, "Watch five people", services=("app",), measures=("bought",))


@pytest.mark.parametrize(
    ("before", "after", "baseline", "target", "outcome"),
    [
        (9, 12, 6, 20, "better"),
        (12, 9, 6, 20, "worse"),
        (9, D("9.5"), 6, 20, "same"),
        (4100, 3500, 4200, 3000, "better"),
        (4100, 4180, 4200, 3000, "worse"),
        (9, 12, None, 20, "better"),
        (9, 12, 20, 20, "better"),
        (None, 12, 6, 20, ""),
        (9, None, 6, 20, ""),
        (9, 12, 6, None, ""),
        (20, 21, None, 20, ""),
    ],
)
def test_an_outcome_is_whether_the_goal_is_nearer_its_target(before, after, baseline, target, outcome):
    values = [None if value is None else D(value) for value in (before, after, baseline, target)]
    assert outcome_of(*values) == outcome


@given(st.integers(-500, 500), st.integers(-500, 500), st.integers(-500, 500), st.integers(-500, 500))
def test_the_way_back_is_the_opposite_outcome(before, after, baseline, target):
    there = outcome_of(D(before), D(after), D(baseline), D(target))
    back = outcome_of(D(after), D(before), D(baseline), D(target))
    if baseline != target:
        assert {"better": "worse", "worse": "better", "same": "same"}[there] == back


def test_the_readings_compared_are_the_last_before_and_the_first_from_the_day():
    readings = [Read(date(2026, 11, day), D(day)) for day in (20, 1, 10)]
    assert reading_before(readings, date(2026, 11, 10)) == Read(date(2026, 11, 10), D(10))
    assert reading_after(readings, date(2026, 11, 2)) == Read(date(2026, 11, 10), D(10))
    assert reading_before(readings, date(2026, 10, 31)) is None
    assert reading_after(readings, date(2026, 11, 21)) is None


def test_a_practice_fits_by_a_goal_or_a_service_and_not_by_its_industry_alone():
    industry = practice(2, "Only the industry", industries=("rail",))
    found = suggestions([FIVE, industry], Situation([TICKETS], phrases(["Ticket app"]), phrases(["Regional rail"])))

    assert [one.practice_id for one in found] == [1]
    assert [(why.kind, why.what) for why in found[0].reasons] == [("goal", GOAL), ("service", "Ticket app")]
    assert (found[0].goal_id, found[0].points) == (1, 5.0)


def test_every_word_of_a_term_is_needed():
    calls = practice(3, "Answer first", measures=("calls from patients",))
    (phrase,) = phrases(["Fewer calls to the helpline per week"])
    assert suggestions([calls], Situation([Aim(2, phrase)])) == []


def test_a_goal_outranks_a_service_and_a_good_record_outranks_none():
    service = practice(2, "By service", services=("app",))
    goal = practice(3, "By goal", measures=("tickets",))
    proved = practice(4, "Proved", measures=("tickets",), record=Record(6, 5, 1, better=4, same=1))
    failed = practice(5, "A failure", measures=("tickets",), record=Record(6, 5, 1, worse=5))
    found = suggestions([service, goal, proved, failed], Situation([TICKETS], phrases(["Ticket app"])), most=9)

    assert [one.title for one in found] == ["Proved", "By goal", "A failure", "By service"]
    assert [why.what for why in found[0].reasons if why.kind == "outcome"] == ["4/5"]


def test_one_success_is_not_proof():
    once = practice(1, "Once", measures=("tickets",), record=Record(1, 1, 0, better=1))
    often = practice(2, "Often", measures=("tickets",), record=Record(10, 9, 1, better=8, worse=1))
    found = suggestions([once, often], Situation([TICKETS]))
    assert [one.title for one in found] == ["Often", "Once"]


def test_what_was_recommended_there_before_is_not_suggested_again():
    assert suggestions([FIVE], Situation([TICKETS], known={1})) == []


def test_at_most_three_are_suggested_the_best_first():
    many = [practice(pk, f"Practice {pk}", measures=("tickets",)) for pk in range(9)]
    assert [one.practice_id for one in suggestions(many, Situation([TICKETS]))] == [0, 1, 2]


def test_ten_starters_each_say_how_we_know_and_when_not():
    found = starters()
    assert len(found) == len({one.key for one in found}) == len({one.title for one in found}) == 10
    for one in found:
        assert one.evidence.startswith(("Published: ", "Our experience"))
        assert all((one.why, one.when_not, one.fields.measures))
