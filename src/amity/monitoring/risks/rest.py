"""REST operations for risks and blockers."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, merged
from amity.monitoring.changes import EntryFields, EntryMove
from amity.monitoring.risks import commands
from amity.monitoring.risks import queries as risk_queries
from amity.monitoring.router import SETUP, router
from amity.monitoring.shapes import EntryMoved, NewRegisterEntry, RegisterAsked, RegisterEntryEdit, RegisterEntryShape
from amity.shared.values import value_of


@reads(router, "/risks", Page[RegisterEntryShape])
def list_risks(request: HttpRequest, asked: Query[RegisterAsked]) -> dict[str, Any]:
    """List the risks and blockers the caller can see."""
    rows = risk_queries.entries_seen_by(asker(request)).select_related(None)
    return page(
        narrowed(rows, asked, "account_id", "project_id", "kind", "state", "owner_id"), asked, RegisterEntryShape.of
    )


@reads(router, "/risks/{int:risk_id}", RegisterEntryShape)
def read_risk(request: HttpRequest, risk_id: Path[Id]) -> dict[str, Any]:
    """Return one entry of the risks and blockers."""
    return RegisterEntryShape.of(risk_queries.entry_seen_by(asker(request), risk_id))


@writes(router, "POST", "/risks", RegisterEntryShape, scope=SETUP, status=201)
def add_risk(request: HttpRequest, body: NewRegisterEntry) -> dict[str, Any]:
    """Add a risk, an issue or a roadblock. Record a conflict on the expectation it is about."""
    wanted = body.as_value(EntryFields)
    return RegisterEntryShape.of(commands.add_entry(by=asker(request), fields=wanted, now=timezone.now()))


@writes(router, "PATCH", "/risks/{int:risk_id}", RegisterEntryShape, scope=SETUP)
def edit_risk(request: HttpRequest, risk_id: Path[Id], body: RegisterEntryEdit) -> dict[str, Any]:
    """Change an entry that is not closed."""
    by = asker(request)
    wanted = merged(value_of(risk_queries.entry_seen_by(by, risk_id), EntryFields), body)
    return RegisterEntryShape.of(
        commands.edit_entry(by=by, entry_id=risk_id, version=body.version, fields=wanted, now=timezone.now())
    )


@writes(router, "POST", "/risks/{int:risk_id}/move", RegisterEntryShape, scope=SETUP)
def change_risk_status(request: HttpRequest, risk_id: Path[Id], body: EntryMoved) -> dict[str, Any]:
    """Change the status of an entry. Closing one needs the outcome."""
    move = body.as_value(EntryMove)
    moved = commands.move_entry(
        by=asker(request), entry_id=risk_id, version=body.version, move=move, now=timezone.now()
    )
    return RegisterEntryShape.of(moved)
