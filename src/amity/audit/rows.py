"""Insert a record with its payload: every command waits for this, so on PostgreSQL it is one statement."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from amity.audit.models import Payload, Record


def insert(record: Record, payload: Payload) -> None:
    """Insert both rows and set the record's id. On SQLite, where no insert can follow from another, as two."""
    if connection.vendor != "postgresql":
        record.save(force_insert=True)
        payload.record = record
        payload.save(force_insert=True)
        return
    with connection.cursor() as cursor:
        cursor.execute(_both_rows(), [*_values(record, _fields(Record)), *_values(payload, _fields(Payload))])
        record.pk = payload.pk = cursor.fetchone()[0]
    for row in (record, payload):
        row._state.adding, row._state.db = False, connection.alias


@cache
def _both_rows() -> str:
    quote = connection.ops.quote_name
    records, payloads = quote(Record._meta.db_table), quote(Payload._meta.db_table)
    of_record, of_payload = _fields(Record), _fields(Payload)
    columns = ", ".join(quote(str(field.column)) for field in of_record)
    more = ", ".join(quote(str(field.column)) for field in of_payload)
    return (
        f"WITH record AS (INSERT INTO {records} ({columns}) "  # noqa: S608 - our own names
        f"VALUES ({', '.join(['%s'] * len(of_record))}) RETURNING id) "
        f"INSERT INTO {payloads} (record_id, {more}) "
        f"SELECT id, {', '.join(['%s'] * len(of_payload))} FROM record RETURNING record_id"
    )


@cache
def _fields(model: type[Model]) -> "tuple[Field[Any, Any], ...]":
    """Return the columns to fill, all but the key."""
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


def _values(row: Model, fields: "tuple[Field[Any, Any], ...]") -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
