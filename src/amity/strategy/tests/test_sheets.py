"""A table of readings: all of its rows are added, or none, and each wrong row is named."""

from datetime import date
from decimal import Decimal

import pytest

from amity.audit import trail
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.strategy.changes import GoalFields
from amity.strategy.goals import commands as goals
from amity.strategy.sheets.commands import SheetDone, add_sheet
from amity.strategy.sheets.rules import day_of, read_sheet
from tests.builders import MONDAY, acting, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def goal(mara, osprey):
    fields = GoalFields("A fifth in the app", "share of tickets", "%", Decimal(6), Decimal(20), date(2027, 6, 1))
    return goals.set_goal(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


def added(person, goal, text, *, whole=False):
    goal_id = 0 if whole else goal.pk
    return add_sheet(by=acting(person), account_id=goal.account_id, goal_id=goal_id, text=text, now=MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        "Date,Value,Source\n2026-08-31,8.5,Ticket system\n2026-09-30,9,\n",
        "\ufeffDatum;Wert;Quelle\r\n31.08.2026;8,5;Ticket system\r\n30.09.2026;9;\r\n",
        "date\tvalue\tsource\n31/08/2026\t8.5%\tTicket system\n\n30/09/2026\t9 %\t\n",
    ],
)
def test_readings_come_in_as_spreadsheets_write_them(mara, goal, text):
    assert added(mara, goal, text) == SheetDone(2, 0)

    assert list(goal.readings.order_by("read_on").values_list("read_on", "value", "source")) == [
        (date(2026, 8, 31), Decimal("8.5"), "Ticket system"), (date(2026, 9, 30), Decimal(9), "imported table"),
    ]  # fmt: skip
    assert trail.actions_on(goal)[-1] == "goal.readings_imported"


def test_the_same_table_twice_adds_nothing(mara, goal):
    text = "Date,Value\n2026-08-31,8.5\n"
    added(mara, goal, text)

    assert added(mara, goal, text + "2026-09-30,9\n") == SheetDone(1, 1)
    assert goal.readings.count() == 2


def test_goals_are_found_by_title_or_measure(mara, osprey, goal):
    other = goals.set_goal(by=acting(mara), account_id=osprey.pk, fields=GoalFields("Fewer calls", "calls"), now=MONDAY)

    text = "Goal,Date,Value\nA FIFTH in the app,2026-08-31,8.5\ncalls,2026-08-31,4100\n"

    assert added(mara, goal, text, whole=True) == SheetDone(2, 0)
    assert (goal.readings.get().value, other.readings.get().value) == (Decimal("8.5"), Decimal(4100))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2026-02-30,8", "Row 3: “2026-02-30” isn’t a clear date"),
        ("03/04/2026,8", "Row 3: “03/04/2026” isn’t a clear date"),
        ("2026-09-30,many", "Row 3: “many” isn’t a number"),
        ("2027-01-01,8", "Row 3: the date is in the future"),
        ("2026-08-31,9", "Row 3: the goal has two rows for this date"),
        ("2026-09-30,0.00001", "isn’t a figure with at most four decimals"),
        ("2026-09-30,", "Row 3: the value is missing"),
    ],
)
def test_one_wrong_row_adds_none(mara, goal, row, sentence):
    with pytest.raises(Invalid) as no:
        added(mara, goal, f"Date,Value\n2026-08-31,8.5\n{row}\n")

    assert no.value.field == "rows"
    assert "No readings were added." in str(no.value)
    assert sentence in str(no.value)
    assert not goal.readings.exists()


def test_a_different_value_for_a_known_date_is_refused(mara, goal):
    added(mara, goal, "Date,Value\n2026-08-31,8.5\n")

    with pytest.raises(Invalid, match=r"there is already a reading of 8\.5 on 31 Aug"):
        added(mara, goal, "Date,Value\n2026-08-31,9\n")


def test_an_unknown_goal_is_named(mara, goal):
    with pytest.raises(Invalid, match="Row 2: no active goal is called “Fewer calls”"):
        added(mara, goal, "Goal,Date,Value\nFewer calls,2026-08-31,8.5\n", whole=True)


@pytest.mark.parametrize("text", ["", "Value\n8\n", "\0\0", "Date;Value", 'Date,Value\n"'])
def test_a_table_without_headings_or_rows_is_refused(mara, goal, text):
    with pytest.raises(Invalid):
        added(mara, goal, text)


def test_a_goal_of_another_account_is_not_found(mara, goal):
    other = make_account("Larkfield", manager=mara)

    with pytest.raises(NotSeen):
        add_sheet(by=acting(mara), account_id=other.pk, goal_id=goal.pk, text="Date,Value\n2026-08-31,8", now=MONDAY)


def test_who_only_works_there_adds_none(tim, site, mara):
    goal = goals.set_goal(by=acting(mara), account_id=site.account_id, fields=GoalFields("More"), now=MONDAY)

    with pytest.raises(Refused):
        added(tim, goal, "Date,Value\n2026-08-31,8")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-8-1", date(2026, 8, 1)), ("1.8.2026", date(2026, 8, 1)), ("13/08/2026", date(2026, 8, 13)),
        ("08/13/2026", date(2026, 8, 13)), ("08/08/2026", date(2026, 8, 8)), ("08/09/2026", None), ("soon", None),
    ],
)  # fmt: skip
def test_a_day_that_could_be_two_is_none(text, day):
    assert day_of(text) == day


def test_a_table_that_is_too_long_is_refused():
    text = "Date,Value\n" + "2026-08-31,8\n" * 2_001

    assert read_sheet(text, Decimal)[1][0].what == "rows"
