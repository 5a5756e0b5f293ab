"""An export for the permission matrix."""

from collections.abc import Mapping

from amity.exports.models import Export
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY


def make_export(person: Person, **columns: object) -> Export:
    """An export of the list of time that someone asked for."""
    values = {"title": "Time", "path": "/time/", "query": "", "kind": "csv", "asked_at": MONDAY} | columns
    return Export.objects.create(person=person, **values)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add an export of finance to the scene of the permission matrix."""
    return {"export_id": make_export(viewers[roles.FINANCE], job_id=known["job_id"]).pk}
