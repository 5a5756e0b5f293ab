"""The matrix's scene, which is built once a run and restored for each file that uses it."""

from collections.abc import Mapping

import pytest
import time_machine
from django.db import transaction

from amity.accounts.models import Account
from tests.builders import MONDAY, make_person
from tests.matrix.rows import Rows
from tests.matrix.scene import Scene, build
from tests.matrix.snapshot import Snapshot, built_once

pytestmark = pytest.mark.django_db


def built() -> tuple[Scene, Snapshot]:
    """Return the scene with its emails and jobs, all rolled back."""
    with time_machine.travel(MONDAY), transaction.atomic():
        found = build("average"), Snapshot.now()
        transaction.set_rollback(True)
    return found


@pytest.mark.sqlite
def test_a_scene_that_is_put_back_is_the_scene_that_was_built():
    put_back_and_compare()


@pytest.mark.postgresql
def test_it_is_so_on_a_server_too():
    put_back_and_compare()


def put_back_and_compare() -> None:
    """Compare the scene as it was built with the scene as it is put back. A server may store rows in another order."""
    (first, left), (second, left_again) = built(), built()

    assert ordered(left.rows) == ordered(left_again.rows)
    assert (left.counters, left.files) == (left_again.counters, left_again.files)
    assert (first.known, first.files) == (second.known, second.files)
    assert {name: vars(person)["id"] for name, person in first.viewers.items()} == {
        name: person.pk for name, person in second.viewers.items()
    }
    assert first.viewers["outsider"] is not second.viewers["outsider"]
    assert Account.objects.count() == 0


def ordered(rows: Mapping[str, Rows]) -> dict[str, list[str]]:
    """Return the rows of each table in one order."""
    return {table: sorted(map(repr, content)) for table, content in rows.items()}


@pytest.mark.sqlite
def test_rows_that_were_there_before_the_scene_stay():
    built()
    make_person("Somebody Else")

    _scene, left = built()
    assert any("Somebody Else" in row for row in left.rows["people_person"])


@pytest.mark.sqlite
def test_a_row_left_over_when_the_scene_is_first_built_has_it_built_only_once_more():
    built = []

    def build_and_roll_back(*left: str) -> None:
        with transaction.atomic():
            for name in left:
                make_person(name)
            built_once(build_and_roll_back, lambda: built.append(make_person("Mara Lindqvist").pk))
            transaction.set_rollback(True)

    build_and_roll_back("Left Over")
    build_and_roll_back()
    build_and_roll_back()

    assert len(built) == 2


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_the_scene_is_put_back_outside_a_transaction_too(_time):
    with time_machine.travel(MONDAY):
        build("average")

    assert Account.objects.filter(name="Osprey Rail").exists()
