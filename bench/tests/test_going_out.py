"""The bench of *Going out*: many items cost no more queries than few, while as many wait."""

import pytest

from amity.gate.models import Item
from bench import going_out


@pytest.mark.django_db
def test_many_items_cost_as_many_queries_as_few(agency):
    readers = {size: going_out.seeded(size) for size in (60, 300)}

    [found] = going_out.measured(readers, 1).values()

    assert Item.objects.filter(state="submitted").count() == 2 * going_out.WAITING
    assert found["60"]["queries"] == found["300"]["queries"]
