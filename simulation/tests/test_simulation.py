"""The simulation gives the same result each time, follows its parameters, and its page shows what it assumed."""

from pathlib import Path

import pytest

from amity.health.rules import Health
from simulation.__main__ import changed
from simulation.ceiling import ceilings, seen_in
from simulation.fate import fate_of, lead, ranking
from simulation.world import Month, lives, parameters

PAGE = Path(__file__).resolve().parents[2] / "docs" / "health.md"


@pytest.fixture(scope="module")
def small():
    return changed(parameters(), {"accounts": 40, "months": 18})


def bands(lifes):
    return [[month.health.score for month in life] for life in lifes]


def test_the_same_parameters_give_the_same_lives(small):
    assert bands(lives(small)) == bands(lives(small))
    assert bands(lives(small)) != bands(lives({**small, "seed": 1}))


def test_without_causes_no_account_is_lost(small):
    safe = changed(small, {"loss": {"chance": 0.0, "outside": 0.0}})

    assert fate_of(lives(safe)).losses == 0
    assert fate_of(lives(changed(small, {"loss": {"outside": 0.5}}))).losses > 10


def test_what_no_one_records_lowers_no_score(small):
    """With nothing known of an account there is no number, whatever happens to it."""
    unknown = {key: {"known": 0.0} for key in small["inputs"]}
    silent = changed(small, {"inputs": unknown, "conflict": {"recorded": 0.0}, "miss": {"recorded": 0.0}})

    assert {score for life in bands(lives(silent)) for score in life} == {None}


def test_a_lead_goes_back_to_the_first_unwell_month_since_it_was_well():
    assert lead(months(80, 59, 62, 55)) == 3
    assert lead(months(59, 80, 62)) == 0


def test_a_ranking_counts_pairs():
    assert ranking([50], [60, 70]) == 1
    assert ranking([60], [60, 50]) == pytest.approx(0.25)


def test_the_page_names_the_accounts_and_the_months():
    told = parameters()

    assert f"{told['accounts']} accounts over {told['months']} months" in PAGE.read_text()


def months(*scores):
    return [
        Month(number, Health(score, 100, score, (), ()), acted=False, severe_conflict=False, renewed=False, lost="")
        for number, score in enumerate(scores)
    ]


def test_the_truth_ranks_better_than_what_the_inputs_show_of_it(small):
    crowd = changed(small, {"accounts": 150, "loss": {"chance": 0.01}})
    judged, others = seen_in(lives(crowd)), seen_in(lives({**crowd, "seed": 5}))
    score, best, strength = ceilings(judged, others)

    assert strength.ranks > max(score.ranks, best.ranks) > 0.5
    assert strength.caught > 0.1


def test_inputs_that_follow_the_relationship_closely_bring_the_score_to_the_truth(small):
    """What holds the score back in the stated world is what its inputs show, not how they are added up."""
    clear = {"known": 1.0, "spread": 0.0, "slope": 1.0, "level": 70.0}
    stated = changed(small, {"accounts": 150, "loss": {"chance": 0.01}})
    crowd = changed(stated, {"inputs": {"contacts": clear, "approval": clear}})
    score, _best, strength = ceilings(seen_in(lives(crowd)), seen_in(lives({**crowd, "seed": 5})))
    plain, *_others = ceilings(seen_in(lives(stated)), seen_in(lives({**stated, "seed": 5})))

    assert strength.ranks - score.ranks < 0.1
    assert score.ranks > plain.ranks
