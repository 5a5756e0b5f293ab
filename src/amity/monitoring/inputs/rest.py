"""REST operations for client input."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, merged
from amity.gate.subjects.rest import Outgoing, drafted
from amity.monitoring.changes import ChaseFields, InputFields, InputMove
from amity.monitoring.inputs import commands
from amity.monitoring.inputs import queries as input_queries
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.router import SETUP, router
from amity.monitoring.shapes import ChaseShape, InputEdit, InputMoved, InputsAsked, InputShape, NewChase, NewInput
from amity.shared.values import value_of


@reads(router, "/client-inputs", Page[InputShape])
def list_client_inputs(request: HttpRequest, asked: Query[InputsAsked]) -> dict[str, Any]:
    """List the client inputs the caller can see."""
    rows = input_queries.inputs_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "project_id", "contact_id", "state"), asked, InputShape.of)


@reads(router, "/client-inputs/{int:input_id}", InputShape)
def read_client_input(request: HttpRequest, input_id: Path[Id]) -> dict[str, Any]:
    """Return one client input."""
    return InputShape.of(input_queries.input_seen_by(asker(request), input_id))


@writes(router, "POST", "/client-inputs", InputShape, scope=SETUP, status=201)
def request_client_input(request: HttpRequest, body: NewInput) -> dict[str, Any]:
    """Record what is needed from a client. It sends no email by itself."""
    wanted = body.as_value(InputFields)
    return InputShape.of(commands.ask_input(by=asker(request), fields=wanted, now=timezone.now()))


@writes(router, "PATCH", "/client-inputs/{int:input_id}", InputShape, scope=SETUP)
def edit_client_input(request: HttpRequest, input_id: Path[Id], body: InputEdit) -> dict[str, Any]:
    """Change a client input that is still outstanding."""
    by = asker(request)
    wanted = merged(value_of(input_queries.input_seen_by(by, input_id), InputFields), body)
    return InputShape.of(
        commands.edit_input(by=by, input_id=input_id, version=body.version, fields=wanted, now=timezone.now())
    )


@writes(router, "POST", "/client-inputs/{int:input_id}/chases", ChaseShape, scope=SETUP, status=201)
def chase_client_input(request: HttpRequest, input_id: Path[Id], body: NewChase) -> dict[str, Any]:
    """Record a reminder that the client got by another path."""
    fields = body.as_value(ChaseFields)
    return ChaseShape.of(commands.chase_input(by=asker(request), input_id=input_id, fields=fields, now=timezone.now()))


@writes(router, "POST", "/client-inputs/{int:input_id}/outgoing", Outgoing, scope=SETUP, status=201)
def send_client_input(request: HttpRequest, input_id: Path[Id]) -> dict[str, Any]:
    """Draft the email with the request, or with a reminder. Submit it with `submit_outgoing`."""
    return drafted(request, INPUT, input_id)


@writes(router, "POST", "/client-inputs/{int:input_id}/move", InputShape, scope=SETUP)
def change_client_input_state(request: HttpRequest, input_id: Path[Id], body: InputMoved) -> dict[str, Any]:
    """Mark a client input as promised, received, late or waived."""
    move = body.as_value(InputMove)
    moved = commands.move_input(
        by=asker(request), input_id=input_id, version=body.version, move=move, now=timezone.now()
    )
    return InputShape.of(moved)
