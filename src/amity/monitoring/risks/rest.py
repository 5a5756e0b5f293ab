"""REST operations for risks and blockers."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, merged
from amity.monitoring import changes
from amity.monitoring.risks import commands
from amity.monitoring.risks import queries as risk_queries
from amity.monitoring.router import SETUP, router
from amity.monitoring.shapes import EntryMoved, NewRegisterEntry, RegisterAsked, RegisterEntryEdit, RegisterEntryShape


@reads(router, "/register", Page[RegisterEntryShape])
def list_register(request: HttpRequest, asked: Query[RegisterAsked]) -> dict[str, Any]:
    """List the risks and blockers the caller can see."""
    rows = risk_queries.entries_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "project_id", "kind", "state", "owner_id"), asked, _entry)


@reads(router, "/register/{int:register_id}", RegisterEntryShape)
def read_register_entry(request: HttpRequest, register_id: Path[Id]) -> dict[str, Any]:
    """Return one entry of the risks and blockers."""
    return _entry(risk_queries.entry_seen_by(asker(request), register_id))


@writes(router, "POST", "/register", RegisterEntryShape, scope=SETUP, status=201)
def add_register_entry(request: HttpRequest, body: NewRegisterEntry) -> dict[str, Any]:
    """Add a risk, an issue or a roadblock. Record a conflict on the expectation it is about."""
    wanted = changes.EntryFields(**body.model_dump())
    return _entry(commands.add_entry(by=asker(request), fields=wanted, now=timezone.now()))


@writes(router, "PATCH", "/register/{int:register_id}", RegisterEntryShape, scope=SETUP)
def edit_register_entry(request: HttpRequest, register_id: Path[Id], body: RegisterEntryEdit) -> dict[str, Any]:
    """Change an entry that is not closed."""
    by = asker(request)
    wanted = merged(changes.fields_of_entry(risk_queries.entry_seen_by(by, register_id)), body)
    return _entry(
        commands.edit_entry(by=by, entry_id=register_id, version=body.version, fields=wanted, now=timezone.now())
    )


@writes(router, "POST", "/register/{int:register_id}/move", RegisterEntryShape, scope=SETUP)
def move_register_entry(request: HttpRequest, register_id: Path[Id], body: EntryMoved) -> dict[str, Any]:
    """Change the status of an entry. Closing one needs the outcome."""
    move = changes.EntryMove(body.state, body.note)
    moved = commands.move_entry(
        by=asker(request), entry_id=register_id, version=body.version, move=move, now=timezone.now()
    )
    return _entry(moved)


def _entry(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in RegisterEntryShape.model_fields}
