"""An entry as stored in the audit log: enough to show a change, and to restore a deleted entry."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Model
from django.utils.dateparse import parse_date, parse_datetime

from amity.audit.models import Payload
from amity.timesheets.models import Entry

MONEY: Final = ("cost", "value", "standard", "cost_rate_id", "card_price_id")
_DATES: Final = {"work_date": parse_date, "logged_at": parse_datetime}


def of(row: Model) -> dict[str, Any]:
    """Return every stored column of an entry, or of an expense, except its id."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}


def last_deleted(entry_id: int) -> tuple[dict[str, Any] | None, int]:
    """Return the image of an entry's last deletion and the person who deleted it, or (None, 0)."""
    payload = (
        Payload.objects.select_related("record")
        .filter(record__action="entry.deleted", record__subject_kind="timesheets.entry", record__subject_id=entry_id)
        .order_by("-record_id")
        .first()
    )
    return (payload.body, payload.record.actor_id) if payload else (None, 0)


def before_edit(entry_id: int, version: int) -> dict[str, Any] | None:
    """Return an entry's values before the edit to this version, or None if the audit log has no such edit."""
    edits = Payload.objects.filter(
        record__action="entry.edited", record__subject_kind="timesheets.entry", record__subject_id=entry_id
    )
    last = edits.order_by("-record_id").first()
    if last is None or last.body["after"]["version"] != version:
        return None
    before: dict[str, Any] = last.body["before"]
    return before


def restored(entry_id: int, image: dict[str, Any]) -> Entry:
    """Return the unsaved entry of an image, with its old id."""
    values: dict[str, Any] = {
        name: _DATES[name](value) if name in _DATES and isinstance(value, str) else value
        for name, value in image.items()
    }
    assert isinstance(values["logged_at"], datetime)  # noqa: S101 - the trail wrote it
    return Entry(pk=entry_id, **values)


def fits(entry: Entry) -> bool:
    """Return whether everything a restored entry refers to still exists."""
    pointing = [(field.related_model, getattr(entry, field.attname)) for field in Entry._meta.fields]
    return all(
        model._default_manager.filter(pk=number).exists() for model, number in pointing if model and number is not None
    )
