"""A prepared query keeps its statement, never its answer."""

import gc
from types import FunctionType, ModuleType

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Exists, Field, OuterRef, Subquery
from django.db.models.expressions import Col
from django.db.models.options import Options
from django.test.utils import CaptureQueriesContext

from amity.people.models import HeldRole, Person
from amity.people.rules import TEAM_MEMBER
from amity.shared.rows.prepared import Given, Prepared, Statement, many
from tests.builders import MONDAY

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


def held(statement):
    """Return all that a statement keeps in memory, without what the whole process shares."""
    shared = (type, ModuleType, FunctionType, Field, Options, BaseDatabaseWrapper)
    found, left = {}, [statement]
    while left:
        one = left.pop()
        if id(one) not in found and not isinstance(one, shared):
            found[id(one)] = one
            left += gc.get_referents(one)
    return found.values()


def test_a_statement_reads_what_it_calculates_and_keeps_nothing_that_calculated_it(ada, tim):
    Person.objects.filter(pk=ada.pk).update(joined_at=MONDAY)
    first, second = Statement(calculated()), Statement(calculated().filter(is_active=True))

    assert [(one, one.in_team, one.since) for one in first.rows({})] == [
        (one, TEAM_MEMBER in one.roles, one.joined_at) for one in Person.objects.order_by("pk")
    ]
    assert [one for one in held(first) if isinstance(one, Exists | Subquery)] == []
    columns = [{id(one) for one in held(each) if isinstance(one, Col)} for each in (first, second)]
    assert columns[0] == columns[1] != set()


def calculated():
    """Return people with whether they are in the team, and with a moment from a subquery."""
    roles = HeldRole.objects.filter(person=OuterRef("pk"), role=TEAM_MEMBER)
    joined = Subquery(Person.objects.filter(pk=OuterRef("pk")).values("joined_at")[:1])
    return Person.objects.annotate(in_team=Exists(roles), since=joined).order_by("pk")


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
