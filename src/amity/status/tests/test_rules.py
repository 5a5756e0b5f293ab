"""What the data ask about a status, when it is asked again, and on which days the rounds are."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from amity.status import rules as statuses
from amity.status.answers.heard import Heard, decisive
from amity.status.asks import rules as asks
from amity.status.contradictions import rules
from amity.status.contradictions.rules import Dated, Facts, Named, Outlook, Reported, Rounds

TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)
ALL_GREEN = Reported(dict.fromkeys(statuses.JUDGEMENTS, statuses.GREEN), to_go_seconds=3_600)
OVER = Outlook(budget=100, used=60, expected=130, overrun=8_200, warns=True)
CAUSES = {
    rules.FORECAST: Facts(outlook=OVER),
    rules.MILESTONE: Facts(milestones=(Dated(7, "Payment live", YESTERDAY),)),
    rules.EXPECTATION: Facts(missed=(Named(3, "In Welsh"),)),
    rules.NO_TIME: Facts(worked_on=TODAY - timedelta(days=14)),
    rules.ROUNDS: Facts(rounds=(Rounds(5, "Visuals", 2, 2),)),
    rules.CONFLICT: Facts(conflicts=(Named(9, "In Welsh"),)),
    rules.INPUT: Facts(inputs=(Dated(4, "Station photos", YESTERDAY),)),
    rules.PROMISE: Facts(promises=(Dated(8, "A draft", TODAY, "Nadia"),)),
}
NO_CAUSE = Facts(
    outlook=Outlook(budget=100, used=60, expected=100, overrun=2_000, warns=False),
    milestones=(Dated(7, "Payment live", TODAY),),
    worked_on=TODAY - timedelta(days=13),
    rounds=(Rounds(5, "Visuals", 1, 2),),
    inputs=(Dated(4, "Station photos", TODAY),),
    promises=(Dated(8, "A draft", TODAY + timedelta(days=1)),),
)


def test_every_kind_has_a_cause_here():
    assert set(CAUSES) == set(rules.KINDS) == set(rules.RULES)


@pytest.mark.parametrize("kind", rules.KINDS)
def test_a_cause_contradicts_a_green_judgement_only(kind):
    assert [one.kind for one in rules.findings(ALL_GREEN, CAUSES[kind], TODAY)] == [kind]
    for colour in (statuses.AMBER, statuses.RED):
        reported = Reported({**ALL_GREEN.colours, rules.JUDGEMENT_OF[kind]: colour})
        assert rules.findings(reported, CAUSES[kind], TODAY) == []


def test_what_is_in_order_raises_no_question():
    assert rules.findings(ALL_GREEN, NO_CAUSE, TODAY) == []


def test_silence_is_no_question_where_work_is_paused_or_done():
    quiet = TODAY - timedelta(days=40)
    assert rules.findings(ALL_GREEN, Facts(worked_on=quiet, is_active=False), TODAY) == []
    assert rules.findings(Reported(ALL_GREEN.colours, 0), Facts(worked_on=quiet), TODAY) == []
    assert rules.findings(ALL_GREEN, Facts(worked_on=None), TODAY) == []


def test_the_same_facts_are_asked_once_and_a_surer_forecast_again():
    [now] = rules.findings(ALL_GREEN, CAUSES[rules.FORECAST], TODAY)
    assert now.weight == 8
    assert rules.asks_again([], now.weight)
    assert not rules.asks_again([8], now.weight)
    assert rules.asks_again([7], now.weight)
    [over] = rules.findings(ALL_GREEN, Facts(outlook=Outlook(100, 101, 130, 10_000, warns=True)), TODAY)
    assert over.weight > 10


def test_a_milestone_that_moves_and_passes_again_is_another_question():
    [first] = rules.findings(ALL_GREEN, CAUSES[rules.MILESTONE], TODAY)
    [second] = rules.findings(
        ALL_GREEN, Facts(milestones=(Dated(7, "Payment live", TODAY),)), TODAY + timedelta(days=1)
    )
    assert first.subject != second.subject


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (datetime(2026, 11, 24, 14, tzinfo=UTC), datetime(2026, 11, 25, 14, tzinfo=UTC)),
        (datetime(2026, 11, 27, 16, tzinfo=UTC), datetime(2026, 11, 30, 16, tzinfo=UTC)),
        (datetime(2026, 11, 28, 7, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)),
    ],
)
def test_the_account_manager_sees_a_question_after_one_working_day(asked, seen):
    first = asked.date()
    days = [day for day in (first + timedelta(days=n) for n in range(10)) if day.weekday() < 5]
    assert rules.seen_from(asked, days) == seen


@pytest.mark.parametrize(
    ("rhythm", "today", "round_on"),
    [
        (asks.WEEKLY, date(2026, 11, 27), date(2026, 11, 27)),
        (asks.WEEKLY, date(2026, 11, 26), date(2026, 11, 20)),
        (asks.OFF, date(2026, 11, 27), None),
    ],
)
def test_the_round_is_the_latest_friday(rhythm, today, round_on):
    assert asks.round_on(rhythm, asks.FRIDAY, today) == round_on


def test_a_fortnightly_round_is_every_second_friday_over_the_turn_of_years():
    days = [date(2026, 11, 1) + timedelta(days=n) for n in range(120)]
    found = sorted({day for today in days if (day := asks.round_on(asks.FORTNIGHTLY, asks.FRIDAY, today))})
    assert {later - first for first, later in pairwise(found)} == {timedelta(days=14)}
    assert all((asks.next_round(asks.FORTNIGHTLY, asks.FRIDAY, today) or today) > today for today in days)


def test_a_round_that_was_missed_begins_within_two_days():
    friday = date(2026, 11, 27)
    assert [asks.begins(friday, friday + timedelta(days=n)) for n in range(-1, 5)] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
    assert not asks.begins(None, friday)


def test_six_answers_take_nine_minutes():
    assert statuses.minutes_left(6) == 9
    assert statuses.minutes_left(4) == 6


def heard(mood, on):
    return Heard(1, mood, on, "", "", "")


def test_the_worst_recent_words_suggest_the_mood_and_only_newer_ones_replace_an_answer():
    old, new = heard("unhappy", YESTERDAY), heard("confident", TODAY)
    assert decisive([old, new], None) == old
    assert decisive([old, new], YESTERDAY) == new
    assert decisive([old, new], TODAY) is None
    assert decisive([heard("tense", None)], YESTERDAY) is None, "its date isn't known, so it may be older"
    assert decisive([], None) is None


def test_blockers_that_do_not_fit_are_left_out_whole():
    assert statuses.listed(("a" * 200, "b" * 150, "c")) == f"{'a' * 200}; c"
