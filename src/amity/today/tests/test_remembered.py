"""What comes back after it was set aside, what isn't shown twice, and which kinds move to the digest."""

from datetime import date, timedelta
from typing import Any

import pytest

from amity.shared.money import Money
from amity.today.asides import rules as asides
from amity.today.asides.rules import Now
from amity.today.shown import rules
from amity.today.shown.rules import Drawn

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)


def now(fingerprint: str = "f", money: int | None = None, times: int = 1) -> Now:
    """A sign as it is now."""
    return Now(
        sign="input-1", fingerprint=fingerprint, money=None if money is None else Money(money, "EUR"), times=times
    )


@pytest.mark.parametrize(
    ("fingerprint", "until", "is_away"),
    [("f", None, True), ("g", None, False), ("f", TUESDAY, True), ("f", MONDAY, False), ("g", TUESDAY, False)],
)
def test_not_now_lasts_until_the_date_or_until_something_changes(fingerprint, until, is_away):
    assert asides.is_away({"input-1": "f"}, now(fingerprint), until, MONDAY) is is_away
    assert not asides.is_away({"input-2": "f"}, now(fingerprint), until, MONDAY)


@pytest.mark.parametrize(
    ("before", "money", "times", "then", "passes"),
    [
        (18_000, 18_000, 1, 1, True), (18_000, 35_999, 1, 1, True), (18_000, 36_000, 1, 1, False),
        (None, 36_000, 1, 1, True), (18_000, None, 2, 1, True), (18_000, 18_000, 3, 1, False),
        (18_000, 18_000, 3, 3, True), (18_000, 18_000, 4, 3, False),
    ],
)  # fmt: skip
def test_what_was_let_pass_comes_back_when_the_money_doubles_or_the_third_time(before, money, times, then, passes):
    was = None if before is None else Money(before, "EUR")

    assert asides.is_let_pass({"input-1": "f"}, now("g", money, times), was, then) is passes


def test_a_threshold_is_raised_by_half():
    assert [asides.raised(measure) for measure in (1, 14, 21)] == [2, 21, 31]
    assert [asides.raised(measure, "percent") for measure in (74, 99, 120)] == [87, 100, 180]


def shown_on(*days: date, fingerprint: str = "f", key: str = "input-1"):
    """What is remembered after a card was shown on these days."""
    shown: dict[str, Any] = {}
    counts: dict[str, Any] = {}
    for day in days:
        shown, counts = rules.after_showing(shown, counts, [Drawn(key, "input", fingerprint, (key,))], [key], day)
    return shown, counts


def test_a_card_unchanged_since_an_earlier_day_is_no_card_again_unless_it_is_due():
    before = shown_on(MONDAY)[0]["input-1"]

    assert not rules.is_repeat(before, "f", None, MONDAY)
    assert rules.is_repeat(before, "f", None, TUESDAY)
    assert rules.is_repeat(before, "f", TUESDAY + timedelta(days=1), TUESDAY)
    assert not rules.is_repeat(before, "f", TUESDAY, TUESDAY)
    assert not rules.is_repeat(before, "g", None, TUESDAY)
    assert not rules.is_repeat(None, "f", None, TUESDAY)


def test_a_card_shown_on_two_days_without_an_action_asks_whether_its_kind_is_worth_showing():
    wednesday = TUESDAY + timedelta(days=1)

    assert not rules.asks_whether_worth(shown_on(MONDAY)[0]["input-1"], "f", TUESDAY)
    assert rules.asks_whether_worth(shown_on(MONDAY, TUESDAY)[0]["input-1"], "f", wednesday)
    assert not rules.asks_whether_worth(shown_on(MONDAY, TUESDAY)[0]["input-1"], "f", TUESDAY)
    assert not rules.asks_whether_worth(shown_on(MONDAY, TUESDAY)[0]["input-1"], "g", wednesday)


def test_a_card_counts_as_shown_once_a_day():
    shown, counts = shown_on(MONDAY, MONDAY, TUESDAY)

    assert counts["input"]["shown"] == 2
    assert shown["input-1"]["days"] == 2


def test_a_card_whose_cause_is_gone_counts_as_acted_on():
    shown, counts = shown_on(MONDAY)
    shown, counts = rules.after_showing(shown, counts, [], [], TUESDAY)

    assert (shown, counts["input"]["acted"]) == ({}, 1)


def test_an_answer_counts_once_and_is_no_action():
    shown, counts = shown_on(MONDAY)
    for _time in range(2):
        shown, counts = rules.answered(shown, counts, "input-1", "let_pass")
    shown, counts = rules.after_showing(shown, counts, [], [], TUESDAY)

    assert (counts["input"]["let_pass"], counts["input"]["acted"]) == (1, 0)


@pytest.mark.parametrize(("shown", "acted", "fades"), [(19, 0, False), (20, 1, True), (20, 2, False), (22, 2, True)])
def test_a_kind_acted_on_less_than_once_in_ten_moves_to_the_digest(shown, acted, fades):
    assert rules.fades(shown, acted) is fades


def test_a_kind_moves_by_itself_and_comes_back_counted_from_the_start():
    days = [MONDAY + timedelta(days=away) for away in range(20)]
    counts = shown_on(*days)[1]

    assert list(rules.moved(counts)) == ["input"]
    assert rules.moved(shown_on(*days[:19])[1]) == {}
    assert rules.moved(rules.back_on_today(counts, "input")) == {}
