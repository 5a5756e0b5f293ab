"""Conflicts of the register become those of expectations, and conflicts of expectations get their row."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CONFLICT = "conflict"
ANSWERED, CLOSED, OPEN = "responding", "closed", "open"


def join(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each conflict its other half. Without a client there is no expectation: it is an issue then."""
    rows = apps.get_model("monitoring", "RegisterEntry").objects.filter(kind=CONFLICT, conflict=None)
    for entry in rows.order_by("pk"):
        if entry.account_id is None:
            entry.kind = "issue"
        else:
            entry.conflict = _conflict(apps, entry)
        entry.save(update_fields=["kind", "conflict"])
    for conflict in apps.get_model("expectations", "Conflict").objects.filter(entry=None).order_by("pk"):
        _row(apps, conflict)


def _conflict(apps: Apps, entry: Any) -> Any:
    """The expectation a row was about, said by nobody yet, with its conflict as far as it was worked on."""
    first, at = entry.steps.order_by("at", "pk").first(), entry.added_at
    by = first.by_label if first else ""
    expectation = apps.get_model("expectations", "Expectation")(
        account_id=entry.account_id, kind="scope", statement=entry.title, state="at_risk", added_at=at, changed_at=at,
    )  # fmt: skip
    expectation.save(force_insert=True)
    apps.get_model("expectations", "ExpectationStep")(
        expectation=expectation, at=at, by_label=by, after="at_risk", statement_after=entry.title, note=entry.detail,
    ).save(force_insert=True)  # fmt: skip
    if entry.project_id:
        bound = apps.get_model("monitoring", "ProjectExpectation")
        bound(expectation=expectation, project_id=entry.project_id).save(force_insert=True)
    closed = entry.state == CLOSED
    conflict = apps.get_model("expectations", "Conflict")(
        expectation=expectation, believed=entry.title, agreed=entry.detail, found_at=at, found_by=by,
        why=entry.response, speaker_id=entry.owner_id, speak_by=entry.due_on,
        outcome=entry.outcome if closed else "", closed_at=entry.changed_at if closed else None,
    )  # fmt: skip
    conflict.save(force_insert=True)
    return conflict


def _row(apps: Apps, conflict: Any) -> None:
    """The row of a conflict, as the commands write it."""
    options = list(conflict.options.all())
    weighed = [one for one in options if one.answer == conflict.answer] or options
    client = max([0, *(-one.client_effect for one in weighed)])
    agency = max([0, *(-one.agency_effect for one in weighed)])
    place = apps.get_model("monitoring", "ProjectExpectation").objects.filter(expectation=conflict.expectation_id).first()
    state = CLOSED if conflict.closed_at else ANSWERED if conflict.answer else OPEN
    entry = apps.get_model("monitoring", "RegisterEntry")(
        conflict=conflict, kind=CONFLICT, side="both", account_id=conflict.expectation.account_id,
        project_id=place.project_id if place else None, title=conflict.believed, detail=conflict.agreed,
        client_effect=client, agency_effect=agency, severity=_severity(client, agency),
        raised_on=conflict.found_at.date(), state=state, response=conflict.why, owner_id=conflict.speaker_id,
        due_on=conflict.speak_by, outcome=conflict.outcome, added_at=conflict.found_at,
        changed_at=conflict.closed_at or conflict.answered_at or conflict.found_at,
    )  # fmt: skip
    entry.save(force_insert=True)
    apps.get_model("monitoring", "RegisterStep")(
        entry=entry, at=conflict.found_at, by_label=conflict.found_by, after=state
    ).save(force_insert=True)


def _severity(client: int, agency: int) -> int:
    if max(client, agency) >= 5 or client + agency >= 8:
        return 3
    return 2 if max(client, agency) >= 3 else 1


class Migration(migrations.Migration):
    """Only data."""

    dependencies = [("monitoring", "0002_conflicts_are_those_of_expectations")]
    run_before = [("expectations", "0003_who_stated_it")]  # It writes expectations by the names they had before.
    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
