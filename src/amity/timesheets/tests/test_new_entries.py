"""`NewEntry` has the model's columns."""

from dataclasses import fields

from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.models import Entry


def test_a_new_entry_has_every_column_of_an_entry_and_its_defaults() -> None:
    columns = {field.attname: field.get_default() for field in Entry._meta.concrete_fields}
    given = {"person_id", "work_date", "seconds", "logged_at", "id"}

    light = {field.name: field.default for field in fields(NewEntry)}

    assert light.keys() == columns.keys()
    assert {name: light[name] for name in columns if name not in given} == {
        name: value for name, value in columns.items() if name not in given
    }
