"""Statements that PostgreSQL plans once for each connection."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import BooleanField, CharField
from django.test.utils import CaptureQueriesContext

from amity.shared.rows import planned
from amity.shared.rows.planned import Place, planned_rows
from amity.shared.rows.prepared import Given, Prepared, many

pytestmark = pytest.mark.django_db(transaction=True)
ON_POSTGRESQL = connection.vendor == "postgresql"
SAME = "SELECT %s AS a, %s AS b, '100%%' AS c"


def prepared() -> int:
    """Return how many statements the connection has prepared, 0 on SQLite."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'amity%'")
        return int(cursor.fetchone()[0])


@pytest.fixture(autouse=True)
def fresh():
    connection.close()


def test_each_request_gets_the_answer_for_its_own_values_from_one_plan():
    for number in (7, 8, 2**40):
        with CaptureQueriesContext(connection) as asked:
            rows = planned_rows(SAME, [Place(number), "fixed"])

        assert [tuple(row) for row in rows] == [(number, "fixed", "100%")]
        assert len(asked) == 1

    assert prepared() == (1 if connection.vendor == "postgresql" else 0)


def test_another_constant_is_another_statement_and_only_some_stay_prepared(monkeypatch):
    monkeypatch.setattr(planned, "KEPT", 150)  # characters: three of these statements
    for number in range(6):
        assert planned_rows(SAME, [number, Place("own")])[0][:2] == (number, "own")

    assert prepared() == (3 if ON_POSTGRESQL else 0)
    assert planned_rows(SAME, [0, Place("again")])[0][:2] == (0, "again")


@pytest.mark.parametrize("value", [True, 5, "it's", date(2026, 11, 2), datetime(2026, 11, 2, 8, tzinfo=UTC)])
def test_a_place_keeps_its_value(value):
    found = planned_rows("SELECT CASE WHEN %s = %s THEN 1 ELSE 0 END AS a", [Place(value), Place(value)])

    assert found[0][0] == 1


def test_what_cannot_be_prepared_is_asked_as_usual():
    for _run in range(2):
        assert planned_rows("SELECT 1 LIMIT %s", [Place("1")])[0][0] == 1
        assert prepared() == 0


def test_a_plan_that_is_gone_is_made_again():
    planned_rows(SAME, [Place(1), "fixed"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DEALLOCATE ALL")

    assert planned_rows(SAME, [Place(2), "fixed"])[0][:2] == (2, "fixed")
    assert planned_rows(SAME, [Place(3), "fixed"])[0][:2] == (3, "fixed")


def of_model() -> Prepared[ContentType]:
    """Return a query of rows that each database has, whose statement is written once."""
    return Prepared(lambda: ContentType.objects.filter(model=Given("model", CharField())).order_by("pk"))


@pytest.fixture
def short(monkeypatch):
    """Let statements be prepared however short they are."""
    monkeypatch.setattr(planned, "SHORTEST", 0)


@pytest.mark.usefixtures("short")
def test_a_statement_written_once_is_prepared_when_it_is_asked_again():
    named = of_model()
    for model, kept in (("person", 0), ("account", 1), ("person", 1)):
        with CaptureQueriesContext(connection) as asked:
            assert [row.model for row in named.rows({"model": model})] == [model]

        assert len(asked) == 1
        assert asked[0]["sql"].startswith("EXECUTE") == bool(kept and ON_POSTGRESQL)
        assert prepared() == (kept if ON_POSTGRESQL else 0)


@pytest.mark.usefixtures("short")
def test_a_prepared_statement_answers_with_what_is_stored_now():
    named = of_model()
    for _time in range(2):
        assert named.rows({"model": "kept_nowhere"}) == []
    made = ContentType.objects.create(app_label="people", model="kept_nowhere")

    assert named.rows({"model": "kept_nowhere"}) == [made]
    made.delete()
    assert named.rows({"model": "kept_nowhere"}) == []


@pytest.mark.usefixtures("short")
def test_ids_and_an_empty_value_have_their_places(caplog):
    of_ids = Prepared(lambda: ContentType.objects.filter(many("pk")).order_by("pk"))
    is_it = Prepared(lambda: ContentType.objects.annotate(it=Given("it", BooleanField())).values_list("it")[:1])
    two = list(ContentType.objects.order_by("pk")[:2])
    for ids in ([], [two[0].pk], [one.pk for one in two], []):
        assert [row.pk for row in of_ids.rows({"pk": ids})] == ids
    for value in (True, None, False, None):
        assert is_it.rows({"it": value}) == [(value,)]

    assert prepared() == (2 if ON_POSTGRESQL else 0)
    assert "prepared" not in caplog.text


@pytest.mark.usefixtures("short")
def test_nothing_is_prepared_in_a_transaction():
    named = of_model()
    with transaction.atomic():
        for _time in range(3):
            assert len(named.rows({"model": "person"})) == 1

        assert prepared() == 0


@pytest.mark.usefixtures("short")
def test_a_prepared_statement_that_is_gone_is_asked_as_usual():
    named = of_model()
    for _time in range(2):
        named.rows({"model": "person"})
    if ON_POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")

    assert len(named.rows({"model": "person"})) == 1
    assert prepared() == 0
    assert len(named.rows({"model": "person"})) == 1
    assert prepared() == (1 if ON_POSTGRESQL else 0)


@pytest.mark.postgresql
@pytest.mark.usefixtures("short")
def test_a_name_belongs_to_one_statement_whoever_prepares_it():
    """Behind a pool, two processes may be given the same connection in turn."""
    other = Prepared(lambda: ContentType.objects.filter(model=Given("model", CharField())).order_by("-pk"))
    names = []
    for one in (of_model(), of_model(), other):
        one.rows({"model": "person"})
        with CaptureQueriesContext(connection) as asked:
            one.rows({"model": "person"})
        names.append(asked[0]["sql"].split("(")[0])

    assert all(name.startswith("EXECUTE") for name in names)
    assert names[0] == names[1] != names[2]


@pytest.mark.usefixtures("short")
def test_a_connection_that_loses_its_statements_again_and_again_prepares_no_more():
    named = of_model()
    for _time in range(planned.FAILURES):
        named.rows({"model": "person"})
        named.rows({"model": "person"})
        if ON_POSTGRESQL:
            with connection.cursor() as cursor:
                cursor.execute("DEALLOCATE ALL")
        assert len(named.rows({"model": "person"})) == 1

    assert len(named.rows({"model": "person"})) == 1
    assert prepared() == 0


@pytest.mark.postgresql
@pytest.mark.usefixtures("short")
def test_a_prepared_statement_outlives_another_type_of_its_column():
    named = of_model()
    for _time in range(2):
        named.rows({"model": "person"})
    change = "ALTER TABLE django_content_type ALTER COLUMN model TYPE"
    with connection.cursor() as cursor:
        cursor.execute(f"{change} varchar(200)")
        try:
            assert len(named.rows({"model": "person"})) == 1
        finally:
            cursor.execute(f"{change} varchar(100)")
