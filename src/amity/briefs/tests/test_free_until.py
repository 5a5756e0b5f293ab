"""Whether hours fit until a due date: the last week counts up to that day, with its share of the planned work."""

from datetime import date, timedelta

from amity.briefs import hooks
from amity.briefs.capacity import rules
from amity.briefs.capacity.page import people_sentence
from amity.briefs.capacity.queries import FreePerson, free_people, freedom_until
from amity.briefs.capacity.rules import NO, TIGHT, YES, Week, shared_out
from amity.people.models import Capacity, Discipline
from tests.builders import MONDAY, make_person

HOUR = 3600
MON = MONDAY.date()
NEXT = MON + timedelta(days=7)


def test_planned_work_of_a_cut_week_is_cut_with_it():
    whole, cut = {(1, MON): 40, (1, NEXT): 40}, {(1, MON): 40, (1, NEXT): 8}

    assert rules.cut_to(cut, whole, {(1, MON): 20, (1, NEXT): 20, (2, MON): 5}) == {
        (1, MON): 20, (1, NEXT): 4, (2, MON): 5,
    }  # fmt: skip


def test_weeks_add_up_to_one_answer_and_an_overbooked_one_takes_nothing_from_another():
    weeks = [Week(MON, -10, 4, NO), Week(NEXT, 6, 4, YES)]

    assert rules.total(weeks) == Week(MON, 6, 8, TIGHT)


def test_the_last_week_has_only_its_days_until_the_due_date(monkeypatch, agency):
    monkeypatch.setattr(hooks, "demand", [])
    craft = Discipline.objects.create(name="Design")
    tim = make_person("Tim", discipline=craft)
    Capacity.objects.create(person=tim, valid_from=date(2020, 1, 1), weekly_seconds=40 * HOUR)

    found = freedom_until(NEXT + timedelta(days=1), {craft.pk: 20 * HOUR}, MON)

    assert [week.left // HOUR for _name, _needed, weeks in found.rows for week in weeks] == [40, 16]


def test_what_a_discipline_has_left_is_shared_by_its_peoples_capacity():
    assert shared_out(10, {1: 30, 2: 10}) == {1: 8, 2: 2}
    assert shared_out(-5, {1: 30}) == {1: 0}
    assert shared_out(10, {}) == {}


def test_who_takes_the_work_comes_first_if_it_needs_their_discipline_then_the_freest_of_each_discipline():
    found = [
        FreePerson(1, "Ada", 7, 4 * HOUR), FreePerson(2, "Ravi Menon", 8, 12 * HOUR + 1),
        FreePerson(3, "Ines", 7, 9 * HOUR), FreePerson(4, "Lotte", 7, 2 * HOUR),
    ]  # fmt: skip

    words = people_sentence(found, {7: HOUR}, 2, "by 4 Dec").replace("\u202f", " ").replace("\u00a0", " ")

    assert words == "Ines has 9 h free by 4 Dec; 1 h is needed."
    assert people_sentence(found, {7: 10 * HOUR, 8: HOUR}, 2, "by 4 Dec").replace("\u202f", " ").replace(
        "\u00a0", " "
    ) == ("Ravi Menon has 12 h free by 4 Dec, Ines 9 h, Ada 4 h; 11 h are needed.")
    assert people_sentence(found, {}, 2, "by 4 Dec").replace("\u202f", " ").replace("\u00a0", " ") == (
        "Ravi Menon has 12 h free by 4 Dec."
    )
    assert people_sentence(found, {8: 10 * HOUR, 7: 0}, 2, "by 4 Dec").replace("\u202f", " ").replace(
        "\u00a0", " "
    ) == ("Ravi Menon has 12 h free by 4 Dec; 10 h are needed.")
    assert people_sentence(found[1:2], {8: 40 * HOUR}, 2, "by 4 Dec").replace("\u202f", " ").replace("\u00a0", " ") == (
        "Ravi Menon has 12 h free by 4 Dec; 40 h are needed."
    )
    assert people_sentence([], {7: HOUR}, 2, "by 4 Dec") == ""


def test_the_discipline_of_each_person_is_named():
    found = [FreePerson(1, "Ada", 7, 4 * HOUR, "Design"), FreePerson(2, "Ravi Menon", 8, 12 * HOUR, "Development")]

    words = people_sentence(found, {7: HOUR, 8: HOUR}, 2, "by 4 Dec").replace("\u00a0", " ")

    assert words == "Ravi Menon (Development) has 12 h free by 4 Dec, Ada (Design) 4 h; 2 h are needed."


def test_free_people_are_those_of_the_disciplines_and_who_takes_the_work(monkeypatch, agency):
    craft, other = Discipline.objects.create(name="Design"), Discipline.objects.create(name="Build")
    monkeypatch.setattr(hooks, "demand", [lambda first, last: {(craft.pk, MON): 20 * HOUR}])
    for name, discipline in (("Tim", craft), ("Una", craft), ("Vic", other), ("Wim", other)):
        person = make_person(name, discipline=discipline)
        Capacity.objects.create(person=person, valid_from=date(2020, 1, 1), weekly_seconds=40 * HOUR)
    wim = person.pk

    found = free_people(MON + timedelta(days=4), MON, [craft.pk], [wim])

    assert [(one.called, one.seconds // HOUR) for one in found] == [
        ("Tim (Design)", 30), ("Una (Design)", 30), ("Wim (Build)", 40),
    ]  # fmt: skip
