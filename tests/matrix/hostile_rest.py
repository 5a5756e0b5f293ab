"""Every operation of the REST API as a target of hostile values."""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.db import transaction

from amity.config import urls
from tests.matrix.hostile import KINDS, Name, Reply, Tries
from tests.matrix.machines import Machine, Operation, filled, operations, stated
from tests.matrix.raised import errors_logged
from tests.matrix.rights import Rest

HEADERS: Final = ("Accept", "Accept-Language", "Authorization", "Idempotency-Key", "If-Match", "X-Forwarded-For")
STRAY: Final = Name("name", "stray")
WHOLE: Final = Name("body", "all of it")
DEPTH: Final = 4
"""Levels of a body that are tried."""


@dataclass(frozen=True, slots=True)
class RestTarget:
    """An operation, called by a person with every role."""

    place: str
    names: frozenset[Name]
    machine: Machine
    operation: Operation
    row: Rest

    width = 1

    def send(self, tries: Tries) -> Reply:
        """Send what the row sends, with other values in it."""
        known = self.machine.known(self.row, self.machine.scene.viewers[self.viewer].pk)
        body: Any = copy.deepcopy(filled(self.row.body, known))
        query, parts = dict[str, Any](), dict(known)
        headers = {"Authorization": f"Bearer {self.machine.tokens[self.viewer]}"}
        for name, kind in tries:
            value = KINDS[kind]
            if name.source == "field":
                _put(body, name.text.split("."), kind, value)
            elif name == WHOLE:
                body = [body, body] if kind == "twice" else value
            elif name.source == "query":
                query[name.text] = ["1", value] if kind == "twice" else value
            elif name.source == "part":
                parts[name.text] = quote(value[:3000], errors="surrogatepass")
            elif name.source == "header":
                headers[name.text] = value.encode(errors="surrogatepass").decode("latin-1")
            else:
                query[value] = "1"
        address = self.operation.path.format_map(parts)
        rest = urlencode(query, doseq=True, errors="surrogatepass") or self.row.query.lstrip("?").format_map(known)
        with errors_logged() as raised, transaction.atomic():
            answer = self.machine.client.generic(
                self.operation.method, f"{address}?{rest}", "" if body is None else json.dumps(body),
                content_type="application/json", headers=headers,
            )  # fmt: skip
            transaction.set_rollback(True)
        return Reply(answer.status_code, " < ".join(raised))

    @property
    def viewer(self) -> str:
        """Somebody who may."""
        return "everything" if len(self.row.may) > 3 else sorted(self.row.may)[0]


def rest_targets(machine: Machine) -> list[RestTarget]:
    """Return each operation with the names that its schema has."""
    schema, rows = urls.machines.get_openapi_schema(), stated()
    return [
        RestTarget(f"{one.method} {one.path}", _names(schema, one), machine, one, rows[one.name])
        for one in operations()
    ]  # fmt: skip


def _names(schema: Mapping[str, Any], operation: Operation) -> frozenset[Name]:
    stated = schema["paths"][operation.path][operation.method.lower()]
    names = {STRAY, *(Name("header", header) for header in HEADERS)}
    sources = {"query": "query", "path": "part", "header": "header"}
    names |= {Name(sources[one["in"]], one["name"]) for one in stated.get("parameters", ())}
    content = stated.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        names.add(WHOLE)
        names |= {Name("field", way) for way in _ways(schema, content["application/json"]["schema"], DEPTH)}
    return frozenset(names)


def _ways(schema: Mapping[str, Any], shape: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Yield the path of each value in a body: `lines.0.hours` is in the first line."""
    if not depth:
        return
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    for one in (*shape.get("anyOf", ()), *shape.get("allOf", ())):
        yield from _ways(schema, one, depth)
    inside = {**shape.get("properties", {}), **({"0": shape["items"]} if "items" in shape else {})}
    for name, one in inside.items():
        yield name
        yield from (f"{name}.{rest}" for rest in _ways(schema, one, depth - 1))


def _put(body: Any, way: list[str], kind: str, value: str) -> None:
    """Put a value into a body, and make what leads to it where it is missing."""
    here: Any = 0 if isinstance(body, list) else way[0]
    if here == 0:
        body[:] = body or [None]
    before = body[here] if here == 0 else body.get(here)
    if len(way) == 1:
        body[here] = [before, value] if kind == "twice" else value
        return
    wanted: Any = [] if way[1] == "0" else {}
    body[here] = before if isinstance(before, type(wanted)) else wanted
    _put(body[here], way[1:], kind, value)
