"""Tests share statements where their settings are equal, and only there."""

import pytest
from django.db import transaction

from amity.agency.editions.keeping import edition as in_force
from amity.agency.models import Limit
from amity.people.models import Person
from amity.shared.caches.reading import reading
from tests.builders import make_agency, make_person
from tests.rig.editions import EDITIONS, is_own

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def names() -> tuple[str, str]:
    """The edition that a page reads now, and its name by its settings."""
    with reading():
        found = in_force()
    assert found
    return found, EDITIONS.name(found)


def another_test(**agency: str) -> tuple[str, str]:
    """The edition of a test with an agency and a person, and its name. All is rolled back."""
    with transaction.atomic():
        make_agency(**agency)
        make_person("Mara")
        found = names()
        transaction.set_rollback(True)
    return found


def test_two_tests_with_equal_settings_have_editions_of_one_name():
    (first, name), (second, same) = another_test(), another_test()

    assert first != second
    assert name == same
    assert another_test(currency="USD")[1] != name


def test_each_change_of_a_setting_changes_the_name(mara):
    found = [names()[1]]
    Limit.objects.create(name="concentration", value=30)
    found.append(names()[1])
    Limit.objects.update(value=31)
    found.append(names()[1])
    Person.objects.update(name="Mara Quist")
    found.append(names()[1])
    Person.objects.update(lead=mara)
    found.append(names()[1])

    assert len(set(found)) == len(found)
    Person.objects.update(theme="dark")
    assert names()[1] == found[-1]


@pytest.fixture
def patched(monkeypatch):
    """Ask for the fixture that changes code."""


def test_a_test_that_may_change_code_has_its_own(request, patched):
    assert is_own(request.node)
    assert EDITIONS.test == request.node.nodeid
    assert names()[1].startswith(request.node.nodeid)


def test_a_test_that_counts_queries_has_its_own(request, django_assert_num_queries):
    assert EDITIONS.test == request.node.nodeid


def test_any_other_test_shares_them(request):
    assert not is_own(request.node)
    assert EDITIONS.test == ""
