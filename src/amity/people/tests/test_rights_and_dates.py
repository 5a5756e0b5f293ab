"""Roles, money rights, dated values, and leaving."""

from datetime import date

import pytest

from amity.audit import trail
from amity.people import commands, rules
from amity.people.employment import commands as employment_commands
from amity.people.models import Discipline, Person
from amity.people.rights import commands as rights_commands
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.permission import MoneyRight
from tests.builders import MONDAY, acting, make_person


@pytest.fixture
def root(agency):
    return make_person("Root", rules.ADMINISTRATOR, rules.ACCOUNT_DIRECTOR, rules.FINANCE)


def test_settings_can_take_director_and_finance_from_the_first_person(root):
    person = rights_commands.change_roles(by=acting(root), person_id=root.pk, roles=[rules.ADMINISTRATOR], now=MONDAY)

    assert person.roles == frozenset({rules.ADMINISTRATOR})
    assert trail.actions_on(person) == ["person.roles_changed"]


def test_the_last_administrator_stays_one(root):
    with pytest.raises(Refused, match="last administrator"):
        rights_commands.change_roles(by=acting(root), person_id=root.pk, roles=[rules.FINANCE], now=MONDAY)
    with pytest.raises(Refused, match="last administrator"):
        commands.deactivate_person(by=acting(root), person_id=root.pk, now=MONDAY)


def test_with_a_second_administrator_the_first_may_go(root):
    other = make_person("Other", rules.ADMINISTRATOR)

    commands.deactivate_person(by=acting(other), person_id=root.pk, now=MONDAY)

    assert not Person.objects.get(pk=root.pk).is_active


def test_finance_changes_no_rights_and_no_one_their_own(fina, mara):
    for person in (fina, mara):
        with pytest.raises(Refused):
            rights_commands.change_roles(
                by=acting(person), person_id=person.pk, roles=[rules.ADMINISTRATOR], now=MONDAY
            )
        with pytest.raises(Refused):
            rights_commands.set_money_right(by=acting(person), person_id=person.pk, right=5, now=MONDAY)


def test_a_money_right_of_ones_own_goes_before_the_roles_and_back(root, tim):
    rights_commands.set_money_right(by=acting(root), person_id=tim.pk, right=MoneyRight.FEE, now=MONDAY)
    assert Person.objects.get(pk=tim.pk).money_right == MoneyRight.FEE

    rights_commands.set_money_right(by=acting(root), person_id=tim.pk, right=None, now=MONDAY)
    assert Person.objects.get(pk=tim.pk).money_right == MoneyRight.HOURS


def test_an_unknown_role_or_right_is_refused(root, tim):
    with pytest.raises(Invalid):
        rights_commands.change_roles(by=acting(root), person_id=tim.pk, roles=["king"], now=MONDAY)
    with pytest.raises(Invalid):
        rights_commands.set_money_right(by=acting(root), person_id=tim.pk, right=9, now=MONDAY)


def test_a_discipline_of_next_year_is_kept_but_not_yet_the_present_one(root, tim):
    design = Discipline.objects.create(name="Design")

    employment_commands.set_discipline(
        by=acting(root), person_id=tim.pk, discipline_id=design.pk, valid_from=date(2027, 1, 1), now=MONDAY
    )

    assert Person.objects.get(pk=tim.pk).discipline is None
    assert tim.disciplines_held.get().discipline == design


def test_capacity_is_dated_and_bounded(root, tim):
    employment_commands.set_capacity(
        by=acting(root), person_id=tim.pk, weekly_seconds=100_000, valid_from=date(2026, 1, 1), now=MONDAY
    )

    assert Person.objects.get(pk=tim.pk).weekly_seconds == 100_000
    with pytest.raises(Invalid):
        employment_commands.set_capacity(
            by=acting(root), person_id=tim.pk, weekly_seconds=700_000, valid_from=date(2026, 1, 1), now=MONDAY
        )


def test_no_one_leads_themselves_not_even_around_a_corner(root, tim, mara):
    employment_commands.set_lead(by=acting(root), person_id=tim.pk, lead_id=mara.pk, now=MONDAY)

    with pytest.raises(Refused, match="own lead"):
        employment_commands.set_lead(by=acting(root), person_id=mara.pk, lead_id=tim.pk, now=MONDAY)


def test_who_leaves_keeps_roles_and_history_and_comes_back_with_them(root, mara):
    commands.deactivate_person(by=acting(root), person_id=mara.pk, now=MONDAY)
    with pytest.raises(Refused, match="already inactive"):
        commands.deactivate_person(by=acting(root), person_id=mara.pk, now=MONDAY)

    person = commands.reactivate_person(by=acting(root), person_id=mara.pk, now=MONDAY)

    assert (person.is_active, person.roles) == (True, frozenset({rules.ACCOUNT_MANAGER}))
    assert trail.actions_on(mara) == ["person.deactivated", "person.reactivated"]


def test_a_person_that_does_not_exist_is_not_seen(root):
    with pytest.raises(NotSeen):
        commands.deactivate_person(by=acting(root), person_id=999_999, now=MONDAY)


def test_everybody_sets_their_own_ways(mara):
    ways = commands.Preferences("de_AT", "Europe/Vienna", True, "dark", "compact")

    person = commands.change_preferences(by=acting(mara), preferences=ways, now=MONDAY)

    assert (person.locale, person.decimal_hours, person.theme) == ("de_AT", True, "dark")


def test_an_unknown_time_zone_is_refused(mara):
    with pytest.raises(Invalid):
        commands.change_preferences(
            by=acting(mara), preferences=commands.Preferences("en_GB", "Mars/Base", False, "auto", ""), now=MONDAY
        )
