"""What is missing before an option: advice, a confirmation, an alternative, or a reason."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.decisions import rules
from amity.decisions.rules import CONFIRM, CONSULT, NO_CHOICE, SAY_WHY, WAIT, Heard, Weighed

LIMIT = 1_000_000
GOOD, BAD = Weighed(1, 2, 3), Weighed(2, 1, -3)
HEARD = Heard(answered=1, director_agreed=True)


def missing(option, options, heard=None, **more):
    given: dict[str, Any] = {"flagged": False, "facts": (), "limit": LIMIT} | more
    return rules.missing(option, options, heard or Heard(), **given)


def test_what_is_clear_and_good_for_both_is_decided_at_once():
    assert missing(GOOD, [GOOD]) == []


@pytest.mark.parametrize(
    ("option", "more"),
    [
        (GOOD, {"flagged": True}), (GOOD, {"facts": ("known", "ask")}), (replace(GOOD, client_cost=LIMIT + 1), {}),
        (replace(GOOD, agency_cost=LIMIT + 1), {}), (replace(GOOD, client_money=-1), {}),
        (replace(GOOD, agency_money=-1, client_cost=5), {}),
    ],
)  # fmt: skip
def test_what_is_unclear_or_costly_for_either_side_needs_advice_and_a_confirmation(option, more):
    assert missing(option, [option, BAD], **more) == [CONSULT, CONFIRM]
    assert missing(option, [option, BAD], Heard(waiting=1, answered=1), **more) == [WAIT, CONFIRM]
    assert missing(option, [option, BAD], Heard(answered=1), **more) == [CONFIRM]
    assert missing(option, [option, BAD], Heard(expired=1, client_confirmed=True), **more) == []
    assert missing(option, [option, BAD], HEARD, **more) == []


def test_a_cost_at_the_limit_is_not_above_it():
    assert missing(replace(GOOD, client_cost=LIMIT), [GOOD, BAD]) == []


def test_what_is_not_good_for_both_needs_something_to_compare_with():
    assert missing(BAD, [BAD]) == [NO_CHOICE]
    assert missing(Weighed(3, 2, 0), [Weighed(3, 2, 0)]) == [NO_CHOICE]


def test_what_is_worse_for_us_than_the_next_best_says_why():
    assert missing(BAD, [GOOD, BAD]) == [SAY_WHY]
    assert missing(BAD, [GOOD, BAD], why_worse="  ") == [SAY_WHY]
    assert missing(BAD, [GOOD, BAD], why_worse="It opens Cardiff for us") == []


effects = st.integers(-15, 15)
costs = st.none() | st.integers(0, 3 * LIMIT)
options = st.builds(
    Weighed, st.just(1), effects, effects, st.integers(-5, 5), st.integers(-5, 5), costs, costs
)  # fmt: skip
heards = st.builds(Heard, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.booleans(), st.booleans())


@given(options, heards, st.booleans(), st.lists(st.sampled_from(rules.FACT_STATES)))
def test_nothing_unclear_or_costly_is_ever_committed_without_both(option, heard, flagged, facts):
    stops = missing(option, [option, BAD], heard, flagged=flagged, facts=facts, why_worse="Because")

    needed = rules.is_unclear(option, flagged=flagged, facts=facts) or option.is_costly(LIMIT)
    if not stops and needed:
        assert heard.waiting == 0
        assert heard.answered + heard.expired > 0
        assert heard.is_confirmed
    if not needed:
        assert stops == []


@given(options, heards)
def test_hearing_more_never_adds_a_stop(option, heard):
    more = replace(heard, waiting=0, answered=heard.answered + 1, director_agreed=True)

    assert set(missing(option, [option, BAD], more)) <= set(missing(option, [option, BAD], heard))


def test_stages_follow_what_was_heard():
    assert rules.stage("open", waits=False, was_asked=False) == "open"
    assert rules.stage("open", waits=True, was_asked=True) == "consulting"
    assert rules.stage("open", waits=False, was_asked=True) == "ready"
    assert rules.stage("told", waits=True, was_asked=True) == "told"
