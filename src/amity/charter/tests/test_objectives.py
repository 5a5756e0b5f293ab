"""Joint objectives: set, read, dropped; the same figure for everybody who may see it."""

from datetime import date
from decimal import Decimal

import pytest

from amity.audit import trail
from amity.charter.objectives import commands
from amity.charter.objectives.commands import ObjectiveFields, ReadingFields
from amity.charter.objectives.queries import objectives_of
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_person

DAY = date(2026, 11, 23)
WORD = ObjectiveFields("clients_word", "Their word, 8 or more", Decimal(8))
MARGIN = ObjectiveFields("margin", "What is left of the fee", Decimal(50))


@pytest.fixture
def word(mara, osprey):
    return commands.set_objective(by=acting(mara), account_id=osprey.pk, fields=WORD, now=MONDAY)


def read(by, objective, value):
    reading = ReadingFields(Decimal(value), DAY)
    return commands.read_objective(by=by, objective_id=objective.pk, reading=reading, now=MONDAY)


def test_an_objective_is_set_read_and_changed(mara, piet, osprey, site, word):
    commands.read_objective(
        by=acting(mara), objective_id=word.pk, reading=ReadingFields(Decimal(7), DAY, "Helen Marsh"), now=MONDAY
    )
    changed = ObjectiveFields("margin", "Their word, 7 or more", Decimal(7))
    commands.edit_objective(by=acting(mara), objective_id=word.pk, version=1, fields=changed, now=MONDAY)

    row = objectives_of(acting(mara), osprey, DAY)[0]
    assert (row.objective.kind, row.state, row.figure, row.source) == ("clients_word", "well", "7 of 10", "Helen Marsh")
    assert trail.actions_on(word) == ["objective.set", "objective.read", "objective.changed"]


def test_a_second_reading_of_a_day_replaces_the_first(mara, osprey, word):
    for value in (5, 6):
        commands.read_objective(
            by=acting(mara), objective_id=word.pk, reading=ReadingFields(Decimal(value), DAY), now=MONDAY
        )

    assert [(one.value, one.stated_by) for one in word.readings.all()] == [(6, "Mara")]


def test_there_are_four_at_most_and_one_of_each_kind_but_client_goals(mara, osprey, word):
    by, goal = acting(mara), ObjectiveFields("client_goal", "Tickets in the app", Decimal(20), unit="percent")
    with pytest.raises(Invalid, match="of this kind"):
        commands.set_objective(by=by, account_id=osprey.pk, fields=WORD, now=MONDAY)
    for _time in range(3):
        commands.set_objective(by=by, account_id=osprey.pk, fields=goal, now=MONDAY)

    with pytest.raises(Refused, match="four"):
        commands.set_objective(by=by, account_id=osprey.pk, fields=goal, now=MONDAY)


def test_an_objective_is_dropped_with_the_reason(mara, osprey, word):
    by = acting(mara)
    with pytest.raises(Invalid):
        commands.drop_objective(by=by, objective_id=word.pk, version=1, because=" ", now=MONDAY)
    with pytest.raises(Stale):
        commands.drop_objective(by=by, objective_id=word.pk, version=7, because="They merged", now=MONDAY)
    commands.drop_objective(by=by, objective_id=word.pk, version=1, because="They merged", now=MONDAY)

    assert objectives_of(by, osprey, DAY) == []
    with pytest.raises(NotSeen):
        read(by, word, 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (ObjectiveFields("fame", "x", Decimal(1)), "kind"),
        (ObjectiveFields("margin", " ", Decimal(1)), "statement"),
        (ObjectiveFields("margin", "x"), "target"),
        (ObjectiveFields("clients_word", "x", Decimal(11)), "target"),
        (ObjectiveFields("clients_word", "x", Decimal(-1)), "target"),
    ],
)
def test_what_cannot_be_pursued_is_named_by_its_field(mara, osprey, said, field):
    with pytest.raises(Invalid) as fault:
        commands.set_objective(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)
    assert fault.value.field == field


def test_who_only_works_there_reads_objectives_and_says_nothing(tim, osprey, site, word):
    assert len(objectives_of(acting(tim), osprey, DAY)) == 1
    with pytest.raises(Refused):
        commands.read_objective(
            by=acting(tim), objective_id=word.pk, reading=ReadingFields(Decimal(9), DAY), now=MONDAY
        )


def test_who_sees_no_margins_reads_none_in(osprey, mara, site):
    piet = make_person("Pia", "project_manager", own_money_right=1)
    site.manager = piet
    site.save()
    margin = commands.set_objective(by=acting(mara), account_id=osprey.pk, fields=MARGIN, now=MONDAY)

    with pytest.raises(Refused, match="margins"):
        commands.read_objective(
            by=acting(piet), objective_id=margin.pk, reading=ReadingFields(Decimal(9), DAY), now=MONDAY
        )


@pytest.mark.parametrize(
    ("money_right", "value", "standing"),
    [
        (4, "48", ("watch", "just below target")), (4, "44.3", ("unwell", "well below target")),
        (4, "50", ("well", "at or above target")), (3, "44.3", ("watch", "below target")),
        (2, "44.3", ("none", "not known")),
    ],
)  # fmt: skip
def test_a_margin_is_as_far_from_its_target_as_on_the_pages_of_money(osprey, mara, money_right, value, standing):
    margin = commands.set_objective(by=acting(mara), account_id=osprey.pk, fields=MARGIN, now=MONDAY)
    read(acting(mara), margin, value)
    osprey.director = make_person("Hanna", "account_director", own_money_right=money_right)
    osprey.save()

    row = objectives_of(acting(osprey.director), osprey, DAY)[0]

    assert (row.state, row.word) == standing
