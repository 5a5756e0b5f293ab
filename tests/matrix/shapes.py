"""Check that an API response has the shape its schema promises for its status."""

import json
from functools import cache
from typing import Any

import jsonschema_rs

from amity.config import urls
from tests.matrix.machines import Operation, Reply


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


@cache
def _validator(name: str, status: int) -> Any:
    (content,) = _promised(name)[str(status)]["content"].values()
    whole = {**content["schema"], "components": _schema()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
