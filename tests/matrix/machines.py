"""Every operation of the REST API, and requests to it with a token of each viewer."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from amity.config import house, urls
from amity.people import rules
from amity.people.tokens import commands
from tests.builders import acting
from tests.matrix import walk
from tests.matrix.leavings import Leaving, Mark, records
from tests.matrix.rights import CLIENT, STRANGER, Rest
from tests.matrix.scene import Scene


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API."""

    name: str
    method: str
    path: str
    scope: str


def operations() -> Iterator[Operation]:
    """Yield every operation in the schema."""
    for path, methods in urls.machines.get_openapi_schema()["paths"].items():
        for method, one in methods.items():
            yield Operation(one["operationId"], method.upper(), path, one["x-scope"])


def stated() -> dict[str, Rest]:
    """Return the rows of all parts' tables `REST`."""
    found: dict[str, Rest] = {}
    for part in house.PARTS:
        module = f"{part}.tests.rights"
        if find_spec(f"{part}.tests") and find_spec(module):
            table: Mapping[str, Rest] = getattr(import_module(module), "REST", {})
            assert not found.keys() & table.keys(), f"{part} states what another part stated"
            found |= table
    return found


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a request."""

    status: int
    text: str
    grew: bool
    is_json: bool
    left: tuple[Leaving, ...] = ()


class Machine:
    """Sends requests with tokens of the scene's viewers. Anything written is rolled back."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = {name: token_of(person) for name, person in scene.viewers.items()}
        self.client = Client(raise_request_exception=False)

    def address(self, operation: Operation, row: Rest, *, query: str = "", own: int = 0) -> str:
        """Return the path of a row's request, filled with the ids of the scene."""
        known = self.known(row, own)
        return operation.path.format_map(known) + (query or row.query).format_map(known)

    def ask(
        self, viewer: str, operation: Operation, row: Rest, *, query: str = "", token: str = "", watch: bool = False
    ) -> Reply:
        """Send a row's request. With `watch`, the response has the emails and jobs that it leaves."""
        own = self.scene.viewers[viewer].pk if viewer in self.scene.viewers else 0
        known = self.known(row, own)
        address = self.address(operation, row, query=query, own=own)
        headers = {} if viewer in {CLIENT, STRANGER} else {"Authorization": f"Bearer {token or self.tokens[viewer]}"}
        body = "" if row.body is None else json.dumps(filled(row.body, known))
        with transaction.atomic():
            before, mark = records(), Mark.now() if watch else None
            if row.file:
                paper = SimpleUploadedFile(row.file, b"%PDF-1.7 paper")
                answer = self.client.post(address, {"file": paper}, headers=headers)
            else:
                answer = self.client.generic(
                    operation.method, address, body, content_type="application/json", headers=headers
                )
            grew = records() > before
            left = mark.since() if mark else ()
            transaction.set_rollback(True)
        kind = answer.headers.get("Content-Type", "application/json")
        is_json = answer.status_code == 204 or "json" in kind or answer.streaming  # a file is streamed
        return Reply(answer.status_code, walk.body(answer), grew, is_json, left)

    def known(self, row: Rest, own: int) -> dict[str, str]:
        """Return the names of the scene, and those of a row, with their values."""
        known = {**self.scene.known, "self_id": str(own), **row.where}
        return known | {name: value.format_map(known) for name, value in row.where.items()}


def token_of(person: Any, *scopes: str) -> str:
    """Return a token of a person with these scopes, or all."""
    made = commands.make_token(
        by=acting(person), name="Matrix", scopes=scopes or rules.SCOPES, days=30, now=timezone.now()
    )
    return made.secret


def filled(value: object, known: Mapping[str, str]) -> object:
    """Return a body filled with the scene's values: "{project_id}" becomes a number, "{read_key}" text."""
    if isinstance(value, Mapping):
        return {name: filled(one, known) for name, one in value.items()}
    if isinstance(value, list):
        return [filled(one, known) for one in value]
    if isinstance(value, str) and value.startswith("{"):
        text = value.format_map(known)
        return int(text) if text.isdecimal() else text
    return value
