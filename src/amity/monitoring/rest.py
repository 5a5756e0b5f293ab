"""The register and client inputs for machines."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, merged
from amity.expectations.rest import ExpectationShape
from amity.monitoring import changes, commands
from amity.monitoring.queries import inputs, register
from amity.monitoring.shapes import (
    Binding,
    ChaseShape,
    EntryMoved,
    InputEdit,
    InputMoved,
    InputsAsked,
    InputShape,
    NewChase,
    NewInput,
    NewRegisterEntry,
    RegisterAsked,
    RegisterEntryEdit,
    RegisterEntryShape,
)

router = Router(tags=["Risks, blockers and client input"])
SETUP = "setup:write"


@reads(router, "/register", Page[RegisterEntryShape])
def list_register(request: HttpRequest, asked: Query[RegisterAsked]) -> dict[str, Any]:
    """The entries of the register that the caller may see."""
    rows = register.entries_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "project_id", "kind", "state", "owner_id"), asked, _entry)


@reads(router, "/register/{int:register_id}", RegisterEntryShape)
def read_register_entry(request: HttpRequest, register_id: Path[Id]) -> dict[str, Any]:
    """One entry of the register."""
    return _entry(register.entry_seen_by(asker(request), register_id))


@writes(router, "POST", "/register", RegisterEntryShape, scope=SETUP, status=201)
def add_register_entry(request: HttpRequest, said: NewRegisterEntry) -> dict[str, Any]:
    """Raise a risk, an issue or a roadblock. A conflict is recorded on the expectation it is about."""
    wanted = changes.EntrySaid(**said.model_dump())
    return _entry(commands.add_entry(by=asker(request), said=wanted, now=timezone.now()))


@writes(router, "PATCH", "/register/{int:register_id}", RegisterEntryShape, scope=SETUP)
def edit_register_entry(request: HttpRequest, register_id: Path[Id], said: RegisterEntryEdit) -> dict[str, Any]:
    """Change an entry that is not closed."""
    by = asker(request)
    wanted = merged(changes.said_of_entry(register.entry_seen_by(by, register_id)), said)
    return _entry(
        commands.edit_entry(by=by, entry_id=register_id, version=said.version, said=wanted, now=timezone.now())
    )


@writes(router, "POST", "/register/{int:register_id}/move", RegisterEntryShape, scope=SETUP)
def move_register_entry(request: HttpRequest, register_id: Path[Id], said: EntryMoved) -> dict[str, Any]:
    """Say how an entry stands. Closing needs the outcome."""
    move = changes.EntryMove(said.state, said.note)
    moved = commands.move_entry(
        by=asker(request), entry_id=register_id, version=said.version, move=move, now=timezone.now()
    )
    return _entry(moved)


@reads(router, "/client-inputs", Page[InputShape])
def list_client_inputs(request: HttpRequest, asked: Query[InputsAsked]) -> dict[str, Any]:
    """The client inputs that the caller may see."""
    rows = inputs.inputs_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "project_id", "contact_id", "state"), asked, _input)


@reads(router, "/client-inputs/{int:input_id}", InputShape)
def read_client_input(request: HttpRequest, input_id: Path[Id]) -> dict[str, Any]:
    """One client input."""
    return _input(inputs.input_seen_by(asker(request), input_id))


@writes(router, "POST", "/client-inputs", InputShape, scope=SETUP, status=201)
def ask_client_input(request: HttpRequest, said: NewInput) -> dict[str, Any]:
    """Write down what was asked of a client. Amity mails nothing."""
    wanted = changes.InputSaid(**said.model_dump())
    return _input(commands.ask_input(by=asker(request), said=wanted, now=timezone.now()))


@writes(router, "PATCH", "/client-inputs/{int:input_id}", InputShape, scope=SETUP)
def edit_client_input(request: HttpRequest, input_id: Path[Id], said: InputEdit) -> dict[str, Any]:
    """Change an input that we still wait for."""
    by = asker(request)
    wanted = merged(changes.said_of_input(inputs.input_seen_by(by, input_id)), said)
    return _input(commands.edit_input(by=by, input_id=input_id, version=said.version, said=wanted, now=timezone.now()))


@writes(router, "POST", "/client-inputs/{int:input_id}/chases", ChaseShape, scope=SETUP, status=201)
def chase_client_input(request: HttpRequest, input_id: Path[Id], said: NewChase) -> dict[str, Any]:
    """Write down that somebody was asked again."""
    chase = commands.chase_input(by=asker(request), input_id=input_id, now=timezone.now(), **said.model_dump())
    return {name: getattr(chase, name) for name in ChaseShape.model_fields}


@writes(router, "POST", "/client-inputs/{int:input_id}/move", InputShape, scope=SETUP)
def move_client_input(request: HttpRequest, input_id: Path[Id], said: InputMoved) -> dict[str, Any]:
    """Say that an input is promised, in, late or waived."""
    move = changes.InputMove(said.state, said.on, said.cause, said.moved_to, said.note)
    moved = commands.move_input(
        by=asker(request), input_id=input_id, version=said.version, move=move, now=timezone.now()
    )
    return _input(moved)


@writes(router, "POST", "/expectations/{int:expectation_id}/project", ExpectationShape, scope=SETUP)
def bind_expectation(request: HttpRequest, expectation_id: Path[Id], said: Binding) -> dict[str, Any]:
    """Say which project of its client an expectation belongs to."""
    bound = commands.bind_expectation(
        by=asker(request), expectation_id=expectation_id, project_id=said.project_id, now=timezone.now()
    )
    return {name: getattr(bound, name) for name in ExpectationShape.model_fields}


def _entry(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in RegisterEntryShape.model_fields}


def _input(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in InputShape.model_fields}
