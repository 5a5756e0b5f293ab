"""Every address of the resolver, the part that has it, and requests to it as each viewer."""

import io
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from python_calamine import CalamineWorkbook

from amity.audit.models import Record
from amity.config import house
from amity.shared.permission import MoneyRight
from tests.matrix.rights import STRANGER, May, Rights
from tests.matrix.scene import Scene

VARYING = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")

NO_PAGE = (
    "_file", "favicon", "print_found", "download", "start", "count_codes", "progress", "rejects", "places", "choose",
)  # fmt: skip
"""Ends of the names of addresses that answer with files, fragments or a way on."""


def addresses(resolver: URLResolver | None = None, space: str = "", route: str = "/") -> Iterator[tuple[str, str]]:
    """The full name and the route of each address."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLResolver) and entry.namespace == "rest":
            continue  # The interface for machines is walked by its operations: tests/matrix/machines.py.
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space, here)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or here}", here


def stated() -> dict[str, list[May]]:
    """The rows of all parts' tables. Two parts may not state the same address."""
    found: dict[str, list[May]] = {}
    for part in (*house.PARTS, "amity.config"):
        module = f"{part}.tests.rights"
        if not (find_spec(part) and find_spec(f"{part}.tests") and find_spec(module)):
            continue
        table: Rights = import_module(module).RIGHTS
        assert not found.keys() & table.keys(), f"{part} states what another part stated"
        found |= {name: rows if isinstance(rows, list) else [rows] for name, rows in table.items()}
    return found


@dataclass(frozen=True, slots=True)
class Answered:
    """What one request brought."""

    status: int
    text: str
    grew: bool
    turned_away: bool

    @property
    def read(self) -> bool:
        """Whether a page was shown or led on to, and not to the door."""
        return self.status < 400 and not self.turned_away

    def done(self, row: May) -> bool:
        """Whether what was posted was done."""
        return self.grew if row.trail else self.read


class Walker:
    """Sends requests as a viewer of the scene; whatever they write is taken back."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.clients = {name: self._client(name) for name in (*scene.viewers, STRANGER)}
        self._cookies = {name: _values(client) for name, client in self.clients.items()}

    def right(self, viewer: str) -> MoneyRight:
        """How far a viewer sees into money."""
        return self.scene.viewers[viewer].money_right if viewer in self.scene.viewers else MoneyRight.NONE

    def get(self, viewer: str, route: str, row: May, *, query: str = "", fragment: bool = False) -> Answered:
        """Read an address."""
        headers = {"HX-Request": "true"} if fragment else {}
        return self._ask(
            viewer,
            lambda: self.clients[viewer].get(
                self.address(route, row) + query.format_map(self.scene.known), headers=headers
            ),
        )

    def follow(self, viewer: str, address: str) -> Answered:
        """Read an address as a page spelled it."""
        return self._ask(viewer, lambda: self.clients[viewer].get(address))

    def post(self, viewer: str, route: str, row: May, *, nonce: bool = True, checked: bool = False) -> Answered:
        """Send a row's data to an address; `checked` asks for the token that a page of ours would have sent along."""
        own = self.scene.viewers[viewer].pk if viewer in self.scene.viewers else 0
        known = {**self.scene.known, "self_id": str(own)}
        data: dict[str, Any] = {name: _filled(value, known) for name, value in row.data.items()}
        data |= {name: self.scene.upload(file) for name, file in row.files.items()}
        data |= {"nonce": uuid.uuid4().hex} if nonce else {}
        client = self.clients[viewer]
        client.handler.enforce_csrf_checks = checked
        answer = self._ask(viewer, lambda: client.post(self.address(route, row), data))
        client.handler.enforce_csrf_checks = False
        return answer

    def pages(self) -> list[str]:
        """The address of every page of the product, once each, with the scene's ids in it; no files, no fragments."""
        routes = dict(addresses())
        rows = [(name, row) for name, several in stated().items() for row in several if row.get and name in routes]
        return sorted({self.address(routes[name], row) for name, row in rows if not name.endswith(NO_PAGE)})

    def address(self, route: str, row: May) -> str:
        """The route with the scene's ids in it."""
        known = {**self.scene.known, **{name: text.format_map(self.scene.known) for name, text in row.where.items()}}
        return VARYING.sub(lambda match: known[match.group(1) or match.group(2)], route).replace("\\.", ".")

    def _client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        if name != STRANGER:
            client.force_login(self.scene.viewers[name])
        return client

    def _ask(self, viewer: str, send: Callable[[], HttpResponseBase]) -> Answered:
        with transaction.atomic():
            before = Record.objects.count()
            answer = send()
            text = body(answer)
            grew = Record.objects.count() > before
            transaction.set_rollback(True)
        self.clients[viewer].cookies = SimpleCookie(self._cookies[viewer])
        place = answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")
        away = place.startswith("/sign-in/") or answer.status_code == 401
        return Answered(answer.status_code, f"{text}\n{_heads(answer)}", grew, away)


def body(answer: HttpResponseBase) -> str:
    """The text of an answer, streamed or not; of a spreadsheet its cells; PDFs are searched elsewhere."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()]
        return "\n".join(" \t ".join(_cell(cell) for cell in row) for row in rows)
    return content.decode("utf-8", "replace") if "pdf" not in answer.headers.get("Content-Type", "") else ""


def _cell(cell: Any) -> str:
    """A cell as its digits are searched for: an amount with two decimals, as pages write it."""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _values(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _heads(answer: HttpResponseBase) -> str:
    names = ("Location", "HX-Trigger", "HX-Redirect", "Content-Disposition")
    return "\n".join(answer.headers.get(name, "") for name in names)


def _filled(value: str | list[str], known: Mapping[str, str]) -> str | list[str]:
    if isinstance(value, list):
        return [one.format_map(known) for one in value]
    return value.format_map(known)
