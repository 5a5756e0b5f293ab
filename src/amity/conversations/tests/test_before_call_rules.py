"""What belongs on a call, in which order, and when a contact has become quiet."""

from datetime import date

import pytest

from amity.conversations.calls import rules
from amity.conversations.calls.rules import Stake

DAY = date(2026, 11, 25)


def test_the_most_at_stake_comes_first_and_the_latest_of_a_kind():
    stakes = [
        Stake(rules.UNTOLD), Stake(rules.INPUT, days_late=2), Stake(rules.INPUT, days_late=9),
        Stake(rules.PROMISE, due=DAY), Stake(rules.REQUEST), Stake(rules.CONFLICT), Stake(rules.EXPECTATION),
    ]  # fmt: skip

    kinds = [(stakes[place].kind, stakes[place].days_late) for place in rules.most_at_stake(stakes)]
    assert kinds == [
        ("conflict", 0), ("request", 0), ("promise", 0), ("expectation", 0), ("input", 9), ("input", 2), ("untold", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "first"),
    [
        (["conflict", "promise"], "promise"),
        (["request", "conflict"], "conflict"),
        (["request", "input"], "input"),
        (["untold", "request"], "request"),
        (["expectation", "untold"], "untold"),
        ([], None),
    ],
)
def test_the_sentence_at_the_top_names_a_promise_before_a_conflict_before_late_input(kinds, first):
    place = rules.first_to_name([Stake(kind) for kind in kinds])

    assert (None if place is None else kinds[place]) == first


@pytest.mark.parametrize(
    ("kind", "contact", "decides", "belongs"),
    [
        ("promise", 1, False, True),
        ("promise", None, False, True),
        ("promise", 2, False, False),
        ("promise", 2, True, False),
        ("request", 2, False, False),
        ("request", 2, True, True),
        ("conflict", 2, True, True),
        ("input", 2, True, False),
    ],
)
def test_matters_of_others_belong_on_a_call_only_where_they_are_decided(kind, contact, decides, belongs):
    assert rules.belongs(kind, contact, {1}, decides=decides) is belongs


@pytest.mark.parametrize(
    ("days", "cadence", "quiet"), [(13, 7, True), (7, 7, False), (90, None, False), (None, 7, False)]
)
def test_a_contact_is_quiet_only_beyond_their_own_cadence(days, cadence, quiet):
    assert rules.is_quiet(days, cadence) is quiet


def test_days_of_quiet_are_counted_from_the_last_talk():
    assert rules.quiet_days(date(2026, 11, 12), DAY) == 13
    assert rules.quiet_days(None, DAY) is None


@pytest.mark.parametrize(
    ("words", "forbids"),
    [
        ("The banner must not show a child", True),
        ("Never send drafts to the board", True),
        ("Don’t call her on Fridays", True),
        ("Das Logo darf auf keinem Bild fehlen", True),
        ("Der Preis darf dem Vorstand nicht genannt werden", True),
        ("Auf keinen Fall rot", True),
        ("Il ne faut pas écrire au comité", True),
        ("Ne jamais appeler le vendredi", True),
        ("Welsh at launch", False),
        ("The nevertheless campaign starts in May", False),
        ("A note for the board every month", False),
        ("Niemand wartet länger als zwei Tage", False),
    ],
)
def test_words_of_an_expectation_that_forbid_something_are_recognised(words, forbids):
    assert rules.forbids(words) is forbids
