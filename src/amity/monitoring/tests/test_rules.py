"""Severity by effects, legal changes, and days late."""

from datetime import date

import pytest

from amity.monitoring import rules

DUE = date(2026, 11, 20)
ASKED = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("client", "agency", "severity"),
    [(0, 0, 1), (2, 2, 1), (3, 0, 2), (0, 3, 2), (4, 3, 2), (4, 4, 3), (5, 0, 3), (0, 5, 3)],
)
def test_severity_follows_the_effects_on_both_sides(client, agency, severity):
    assert rules.severity(client, agency) == severity


def test_an_entry_opens_is_responded_to_and_closed_or_escalated():
    assert rules.entry_may_move("open", "responding")
    assert rules.entry_may_move("responding", "escalated")
    assert not rules.entry_may_move("closed", "responding")
    assert not rules.entry_may_move("open", "open")
    assert not rules.entry_may_move("nowhere", "open")


def test_an_input_that_came_is_asked_for_again_only():
    assert rules.INPUT_MOVES["in"] == ("asked",)
    assert not rules.input_may_move("waived", "in")
    assert rules.input_may_move("late", "promised")


@pytest.mark.parametrize(
    ("state", "received", "today", "late"),
    [
        ("asked", None, date(2026, 11, 19), 0),
        ("asked", None, date(2026, 11, 20), 0),
        ("promised", None, date(2026, 11, 26), 6),
        ("late", None, date(2026, 11, 26), 6),
        ("in", date(2026, 11, 23), date(2026, 12, 30), 3),
        ("in", date(2026, 11, 18), date(2026, 12, 30), 0),
        ("waived", None, date(2026, 12, 30), 0),
    ],
)
def test_days_late_stop_when_it_comes(state, received, today, late):
    assert rules.days_late(state, ASKED, DUE, received, today) == late


@pytest.mark.parametrize(("asked", "late"), [(None, 0), (date(2026, 11, 24), 2), (date(2026, 11, 26), 0)])
def test_days_before_the_client_was_asked_are_not_theirs(asked, late):
    assert rules.days_late("asked", asked, DUE, None, date(2026, 11, 26)) == late
