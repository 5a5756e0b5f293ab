"""An export for the permission matrix."""

from collections.abc import Mapping

from amity.exports.commands import PURPOSE
from amity.exports.models import Export
from amity.files import commands as files
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY, acting


def make_export(person: Person, **columns: object) -> Export:
    """An export of the list of time that someone asked for."""
    values = {"title": "Time", "path": "/time/", "query": "", "kind": "csv", "asked_at": MONDAY} | columns
    return Export.objects.create(person=person, **values)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an export of finance to the scene of the permission matrix."""
    person = viewers[roles.FINANCE]
    file = files.store(
        by=acting(person), name="time.csv", chunks=[b"Date\n"], limit=100, now=MONDAY, purpose=PURPOSE,
        looks_inside=False,
    )  # fmt: skip
    export = make_export(person, job_id=known["job_id"], file=file, made_at=MONDAY, rows=0)
    return {"export_id": export.pk}
