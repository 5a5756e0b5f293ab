"""Only the weeks in which someone is short of time are shown at once; where all are free, one line says so."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from amity.briefs.capacity.page import capacity_context
from amity.briefs.capacity.queries import Freedom
from amity.briefs.capacity.rules import NO, TIGHT, YES, Week
from tests.builders import MONDAY

HOUR = 3600
MONDAYS = [MONDAY.date() + timedelta(days=7 * at) for at in range(3)]


def context(*answers):
    """Return the context of the table where design has these answers, week by week, and copy is always free."""
    weeks = [Week(monday, 8 * HOUR, 4 * HOUR, answer) for monday, answer in zip(MONDAYS, answers, strict=True)]
    free = [Week(monday, 8 * HOUR, 4 * HOUR, YES) for monday in MONDAYS]
    return capacity_context(Freedom(MONDAYS, [("Copy", 12 * HOUR, free), ("Design", 12 * HOUR, weeks)], known=True))


@pytest.mark.parametrize(
    ("answers", "tight", "sentence"),
    [
        ((YES, YES, YES), [], "Every discipline is free every week until 13 Dec"),
        ((YES, TIGHT, YES), [MONDAYS[1]], "Tight: Design"),
        ((NO, YES, TIGHT), [MONDAYS[0], MONDAYS[2]], "Not free every week: Design"),
        ((NO, NO, NO), MONDAYS, "Not free every week: Design"),
    ],
)
def test_the_tight_weeks_are_those_in_which_any_discipline_is(answers, tight, sentence):
    found = context(*answers)

    full = [date.strftime(day, "%-d") for day in tight]
    assert [short.split()[0] for short, _full in found["tight_weeks"].mondays] == full
    assert {len(row["weeks"]) for row in found["tight_weeks"].rows} == ({len(tight)} if tight else set())
    assert {len(row["weeks"]) for row in found["every_week"].rows} == {3}
    assert found["free_in_short"][1] == sentence


@pytest.mark.parametrize(
    ("answers", "tables", "opened"),
    [((YES, YES, YES), 1, False), ((YES, TIGHT, YES), 2, False), ((NO, NO, NO), 1, True)],
)
def test_the_other_weeks_are_folded(answers, tables, opened):
    page = render_to_string("briefs/free.html", context(*answers) | {"is_open": True})

    assert page.count("<table") == tables
    assert ("<details open>" in page) == opened
    assert "Show all 3 weeks" in page
