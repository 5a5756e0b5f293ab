"""The schema for readers: operations by tag, and the fields of every shape."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a field: its name, type, description, and whether it is required."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API."""

    name: str
    method: str
    path: str
    about: str
    scope: str
    parameters: Sequence[Value]
    body: str
    answer: str


@dataclass(frozen=True, slots=True)
class ShapeOf:
    """A named object with its fields."""

    name: str
    about: str
    fields: Sequence[Value]


def groups(schema: Schema) -> dict[str, list[Operation]]:
    """Return operations by tag, in the order of the parts."""
    found: defaultdict[str, list[Operation]] = defaultdict(list)
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                one = methods[method]
                found[(one.get("tags") or [""])[0]].append(_operation(path, method, one))
    return dict(found)


def shapes(schema: Schema) -> list[ShapeOf]:
    """Return every shape by name."""
    return [
        ShapeOf(named(name), one.get("description", ""), _fields(one))
        for name, one in sorted(schema["components"]["schemas"].items())
        if one.get("properties")
    ]


def _operation(path: str, method: str, one: Schema) -> Operation:
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    done: Schema = next((answer for status, answer in one["responses"].items() if int(status) < 400), {})
    answer = done.get("content", {}).get("application/json", {}).get("schema", {})
    values = [
        Value(each["name"], kind(each["schema"]), each["required"], each.get("description", ""))
        for each in one["parameters"]
    ]
    return Operation(
        one["operationId"], method.upper(), path, _sentences(one), one.get("x-scope", ""), values,
        kind(body) if body else "", kind(answer) if answer else "",
    )  # fmt: skip


def _sentences(operation: Schema) -> str:
    return f"{operation['summary']}. {operation.get('description', '')}".rstrip()


def _fields(shape: Schema) -> list[Value]:
    needed = shape.get("required", ())
    return [
        Value(name, kind(one), name in needed, one.get("description", "")) for name, one in shape["properties"].items()
    ]


def kind(schema: Schema) -> str:
    """Return a short type: integer, string date, Amount or null."""
    if "$ref" in schema:
        return named(str(schema["$ref"]).rpartition("/")[2])
    if choices := schema.get("anyOf") or schema.get("allOf"):
        return " | ".join(dict.fromkeys(kind(one) for one in choices))
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"{kind(schema.get('items', {}))}[]"
    return " ".join(word for word in (str(schema.get("type", "any")), schema.get("format", "")) if word)


def named(shape: str) -> str:
    """Return a shape's readable name: `Page_EntryShape_` is a page of EntryShape."""
    return f"Page of {shape[len('Page_') : -1]}" if shape.startswith("Page_") else shape
