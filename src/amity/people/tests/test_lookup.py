"""`seen_or_missing`, the look-up of a row by its number."""

import pytest

from amity.people.models import Person
from amity.shared.errors import NotSeen
from amity.shared.numbers import LARGEST
from amity.shared.rows.lookup import seen_or_missing

pytestmark = pytest.mark.django_db


def test_a_row_of_those_seen_is_found_and_can_be_held(mara):
    assert seen_or_missing(Person.objects, mara.pk, "Gone.") == mara
    assert seen_or_missing(Person.objects.select_related("lead"), mara.pk, "Gone.", lock=True) == mara


@pytest.mark.parametrize("pk", [-1, 0, LARGEST, LARGEST + 1, 10**30])
def test_a_number_of_no_row_is_not_seen(mara, pk):
    with pytest.raises(NotSeen, match=r"Gone\."):
        seen_or_missing(Person.objects, pk, "Gone.")


def test_a_row_outside_those_seen_is_not_seen(mara):
    with pytest.raises(NotSeen):
        seen_or_missing(Person.objects.exclude(pk=mara.pk), mara.pk, "Gone.")
