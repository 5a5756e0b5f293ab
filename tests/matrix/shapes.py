"""Check that an API response has the shape its schema promises for its status."""

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs

from amity.config import urls
from tests.matrix.machines import Operation, Reply

REFERENCE = re.compile(r'"\$ref": "#/components/schemas/([^"]+)"')


def fault(operation: Operation, reply: Reply) -> str:
    """Return how a response differs from the schema, or "" if it doesn't."""
    promised = _promised(operation.name).get(str(reply.status))
    if promised is None:
        return f"status {reply.status} is not in the schema"
    if not promised.get("content"):
        return "a body where the schema has none" if reply.text else ""
    if any(content["schema"].get("format") == "binary" for content in promised["content"].values()):
        return ""
    try:
        _validator(operation.name, reply.status).validate(json.loads(reply.text))
    except (jsonschema_rs.ValidationError, ValueError) as found:
        return str(found).splitlines()[0][:300]
    return ""


@cache
def _schema() -> dict[str, Any]:
    """Return the schema as JSON."""
    found: dict[str, Any] = json.loads(json.dumps(urls.machines.get_openapi_schema()))
    return found


@cache
def _promised(name: str) -> dict[str, Any]:
    """Return the responses that the schema promises for an operation, by status."""
    every = (one for methods in _schema()["paths"].values() for one in methods.values())
    found: dict[str, Any] = next(one["responses"] for one in every if one["operationId"] == name)
    return found


def _validator(name: str, status: int) -> Any:
    (content,) = _promised(name)[str(status)]["content"].values()
    return _compiled(json.dumps(content["schema"], sort_keys=True))


@cache
def _compiled(schema: str) -> Any:
    """Return a validator for a schema and the components it refers to. With all of them it takes 50 ms to make."""
    whole = {**json.loads(schema), "components": {"schemas": _referred(schema)}}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def _referred(schema: str) -> dict[str, Any]:
    """Return the components that a schema refers to, and those that they refer to."""
    found: dict[str, Any] = {}
    names = REFERENCE.findall(schema)
    while names:
        name = names.pop()
        if name not in found:
            found[name] = _schema()["components"]["schemas"][name]
            names += REFERENCE.findall(json.dumps(found[name]))
    return found
