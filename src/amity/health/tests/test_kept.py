"""The numbers of health that a process keeps: never older than the database, whoever changed them."""

import pytest

from amity.agency.editions import keeping
from amity.health.models import HealthNumbers
from amity.health.rules import DEFAULTS
from amity.health.weights.queries import ONLY, numbers_in_force, to_json
from amity.shared.caches.reading import reading

pytestmark = pytest.mark.django_db


def on_a_page():
    """Return the weights as a page takes them."""
    with reading():
        return numbers_in_force().weights


def test_a_change_is_on_the_next_page_and_what_is_unchanged_is_not_read_again(django_assert_num_queries):
    keeping.clear()
    assert on_a_page() == DEFAULTS.weights

    row = HealthNumbers.objects.create(pk=ONLY, version=1, **to_json(DEFAULTS))
    changed = row.weights | {next(iter(row.weights)): 1}
    HealthNumbers.objects.update(weights=changed)
    assert on_a_page() == changed
    with django_assert_num_queries(1):
        assert on_a_page() == changed, "one query for the edition"

    HealthNumbers.objects.all().delete()
    assert on_a_page() == DEFAULTS.weights
