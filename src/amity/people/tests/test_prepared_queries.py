"""A prepared query keeps its statement, never its answer."""

import pytest
from django.db import connection
from django.db.models import BigIntegerField
from django.test.utils import CaptureQueriesContext

from amity.people.models import Person
from amity.shared.rows.prepared import Given, Prepared, many

pytestmark = pytest.mark.django_db


def test_each_answer_is_for_its_own_value_and_of_this_moment(ada, tim):
    by_id = Prepared(lambda: Person.objects.filter(pk=Given("id", BigIntegerField()), is_active=True))

    assert [by_id.row({"id": one.pk}) for one in (ada, tim, ada)] == [ada, tim, ada]
    Person.objects.filter(pk=ada.pk).update(name="Ada Lovelace")
    Person.objects.filter(pk=tim.pk).update(is_active=False)

    with CaptureQueriesContext(connection) as asked:
        assert by_id.row({"id": ada.pk}).name == "Ada Lovelace"
        assert by_id.row({"id": tim.pk}) is None
    assert len(asked) == 2


def test_any_number_of_ids_is_one_value_of_the_statement(ada, tim, mara):
    of_ids = Prepared(lambda: Person.objects.filter(many("pk")).order_by("pk"))
    of_leads = Prepared(lambda: Person.objects.filter(many("lead_id")).order_by("pk"))
    Person.objects.filter(pk=tim.pk).update(lead=mara)

    assert of_ids.rows({"pk": [tim.pk, ada.pk]}) == sorted([ada, tim], key=lambda one: one.pk)
    assert of_ids.rows({"pk": []}) == []
    assert of_leads.rows({"lead_id": [mara.pk]}) == [tim]
    assert of_ids.rows({"pk": [*range(10**12, 10**12 + 2_000), tim.pk]}) == [tim]


@pytest.mark.postgresql
def test_ids_have_the_type_of_the_column_so_that_a_row_is_looked_up_among_them():
    of_ids = Prepared(lambda: Person.objects.filter(many("pk")))
    with CaptureQueriesContext(connection) as asked:
        of_ids.rows({"pk": [*range(20)]})

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN " + asked[0]["sql"])
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "19}'::bigint[]" in plan
