"""Promises and expectations that were written as notes of a hand-off become the records they are about."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = {"promise": "promise", "expectation": "result"}
NOTHING = ("", "nothing", "none")
MOST = 500


def move_notes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Create a record for each note with words. Longer ones, and those no one promised, stay notes."""
    notes = apps.get_model("handoff", "Note").objects.filter(block__in=KINDS, expectation=None)
    rows = notes.exclude(handoff__account=None).select_related("handoff").order_by("pk")
    for note in rows.iterator(chunk_size=500):
        text = " ".join(note.text.split())
        if len(text) > MOST or text.strip(" .!–-").casefold() in NOTHING:
            continue
        owner = _owner(apps, note) if note.block == "promise" else None
        if note.block == "promise" and owner is None:
            continue
        note.expectation = _record(apps, note, text, owner)
        note.text, note.said_by, note.said_where, note.said_on = "", "", "", None
        note.save()


def _owner(apps: Apps, note: Any) -> int | None:
    people = apps.get_model("people", "Person").objects
    named = people.filter(name=note.said_by).values_list("pk", flat=True).first() if note.said_by else None
    return named or note.handoff.giver_id


def _record(apps: Apps, note: Any, text: str, owner: int | None) -> Any:
    contacts = apps.get_model("accounts", "Contact").objects
    who = contacts.filter(account=note.handoff.account_id, name=note.said_by).first() if note.said_by else None
    at, told = note.written_at, {"said_on": note.said_on, "said_where": note.said_where[:120]}
    record = apps.get_model("expectations", "Expectation")(
        account_id=note.handoff.account_id, kind=KINDS[note.block], statement=text, state="open", said_by=who,
        promised_by_id=owner, added_at=at, changed_at=at, **told,
    )  # fmt: skip
    record.save(force_insert=True)
    apps.get_model("expectations", "ExpectationStep")(
        expectation=record, at=at, by_label=note.handoff.giver.name if note.handoff.giver else "", after="open",
        statement_after=text, said_by=who, **told,
    ).save(force_insert=True)  # fmt: skip
    if note.handoff.project_id:
        bound = apps.get_model("monitoring", "ProjectExpectation")
        bound(expectation=record, project_id=note.handoff.project_id).save(force_insert=True)
    return record


class Migration(migrations.Migration):
    """Only data."""

    dependencies = [
        ("handoff", "0004_notes_are_records"),
        ("monitoring", "0001_initial"),
        ("expectations", "0002_conflicts"),
    ]
    run_before = [("expectations", "0003_who_stated_it")]  # It writes expectations by the names they had before.
    operations = [migrations.RunPython(move_notes, migrations.RunPython.noop)]
