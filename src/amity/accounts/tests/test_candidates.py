"""Forms offer people who can take the role, the likely ones first, and ask the database once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.candidates import colleagues_by_role, colleagues_for, contacts_for
from amity.accounts.models import Contact, Preference
from amity.people import rules as roles
from amity.people.candidates import ANYONE, with_chosen
from amity.people.models import HeldRole, Person
from tests.builders import MONDAY, make_account, make_person, make_project


def names(found):
    return [name for _pk, name in found.pairs]


def likely(found):
    return [found.name_of(pk) for pk in found.likely]


def test_a_role_is_offered_to_those_who_hold_it_or_already_have_the_duty(osprey, mara, ada, piet, tim):
    make_account("Larkfield", manager=tim)
    make_person("Omar", roles.LEGAL)

    assert names(colleagues_for(osprey, roles.ACCOUNT_MANAGER)) == ["Ada", "Mara", "Tim"]
    assert names(colleagues_for(osprey, roles.PROJECT_MANAGER)) == ["Mara", "Piet"]
    assert names(colleagues_for(osprey, roles.ACCOUNT_MANAGER, never=[mara.pk])) == ["Ada", "Tim"]


def test_a_role_is_not_offered_to_those_who_cant_sign_in(osprey, piet):
    ines, invited = make_person("Ines", roles.PROJECT_MANAGER), make_person("Ivo", roles.PROJECT_MANAGER)
    Person.objects.filter(pk=ines.pk).update(mail=None, password="!")
    Person.objects.filter(pk=invited.pk).update(password="!")
    make_project(osprey, manager=ines)
    found = colleagues_for(osprey, roles.PROJECT_MANAGER)

    assert names(found) == ["Mara", "Piet"]
    assert [found.name_of(pk) for pk, _name in found.absent] == ["Ines", "Ivo"]
    assert "Ines" in names(colleagues_for(osprey, ANYONE)), "anyone can be named, as whoever promised"
    assert names(with_chosen(found, ines))[-1] == "Ines", "the one chosen before stays"


def test_those_named_before_anyone_was_invited_are_offered(osprey, piet, mara):
    Person.objects.update(password="!")

    assert names(colleagues_for(osprey, roles.PROJECT_MANAGER)) == ["Mara", "Piet"]


def test_everyone_is_offered_where_no_one_holds_the_role(osprey, mara, piet):
    HeldRole.objects.all().delete()

    assert names(colleagues_for(None, roles.PROJECT_MANAGER)) == names(colleagues_for(None, ANYONE))


def test_the_likely_are_those_asked_for_then_the_managers_then_who_runs_the_work(osprey, mara, ada, piet, tim):
    make_project(osprey, manager=piet)
    make_person("Zoe", roles.PROJECT_MANAGER)

    assert likely(colleagues_for(osprey, likely=(tim.pk, None))) == ["Tim", "Mara", "Ada", "Piet"]


def test_who_has_left_is_not_offered_unless_chosen_before(osprey, piet):
    piet.is_active = False
    piet.save()
    found = colleagues_for(osprey, roles.PROJECT_MANAGER)

    assert "Piet" not in names(found)
    assert names(with_chosen(found, piet))[-1] == "Piet"


@pytest.fixture
def cleo_and_dana(osprey):
    cleo = Contact.objects.create(account=osprey, name="Cleo", roles=["finance"])
    dana = Contact.objects.create(account=osprey, name="Dana", roles=["day_to_day"])
    return cleo, dana


def test_contacts_whose_latest_statement_is_newest_come_first_then_those_closest_to_the_work(osprey, cleo_and_dana):
    cleo, dana = cleo_and_dana
    assert contacts_for(osprey) == [dana, cleo]

    Preference.objects.create(
        account=osprey, attitude="likes", text="PDF", scope="visual", basis="stated", stated_by=cleo,
        stated_on=date(2026, 11, 2), added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip

    assert contacts_for(osprey) == [cleo, dana]


def test_a_contact_who_has_left_is_offered_only_where_chosen(osprey, cleo_and_dana):
    cleo, dana = cleo_and_dana
    Contact.objects.filter(pk=cleo.pk).update(is_active=False)

    assert contacts_for(osprey) == [dana]
    assert contacts_for(osprey, cleo.pk) == [dana, cleo]


def test_each_is_one_query_however_many_people_and_roles(osprey, cleo_and_dana):
    for _place in range(5):
        make_person()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        colleagues_by_role(osprey, (ANYONE, roles.ACCOUNT_MANAGER, roles.PROJECT_MANAGER))
        contacts_for(osprey)

    assert len(asked) == 2
