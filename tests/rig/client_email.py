"""What the source of a part shows of email to clients: who queues it, and who records that a client has something."""

import ast
from collections.abc import Iterator
from typing import Final

NOT_CLIENTS: Final = {"STAFF", "GUEST"}
"""Audiences of email that isn't to a client, by the names that the outbox gives them."""


def client_queues(source: str) -> list[str]:
    """Return calls that queue email to an audience other than a named one of staff or guests."""
    found = []
    for node in _nodes(source, "queue"):
        if not isinstance(node, ast.Call):
            continue
        for keyword in node.keywords:
            if keyword.arg == "audience" and _name(keyword.value) not in NOT_CLIENTS and _is_queue(node.func):
                found.append(f"line {node.lineno}: audience={ast.unparse(keyword.value)}")
        found += [f"line {node.lineno}: **{ast.unparse(one.value)}" for one in node.keywords if _hides(node, one)]
    return found


def guests_named(source: str) -> list[str]:
    """Return where the audience of guests is named, whether in a call to queue, an import or a name of its own."""
    found = []
    for node in _nodes(source, "guest"):
        if isinstance(node, ast.ImportFrom) and any(one.name == "GUEST" for one in node.names):
            found.append(f"line {node.lineno}: import")
        elif isinstance(node, ast.Attribute | ast.Name) and _name(node) == "GUEST":
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.keyword) and node.arg == "audience" and _is_guest(node.value):
            found.append(f"line {node.lineno}: guest")
    return found


def messages_made(source: str) -> list[str]:
    """Return where rows of the outbox are made by hand."""
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}()"
        for node in _nodes(source, "message")
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"Message", "Message.objects.create", "Message.objects.bulk_create"}
        and any(one.arg in {"audience", "to"} for one in node.keywords)
    ]


def records_made(source: str, record: str) -> list[str]:
    """Return where a record is made, such as `SentNote(…)`, or an attribute is set, such as `.shown_at = …`."""
    found = []
    for node in _nodes(source, record):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {record, f"{record}.objects.create"}:
            found.append(f"line {node.lineno}")
        if isinstance(node, ast.Assign):
            targets = [part for one in node.targets for part in (one.elts if isinstance(one, ast.Tuple) else [one])]
            found += [f"line {node.lineno}" for one in targets if isinstance(one, ast.Attribute) and one.attr == record]
    return found


def _nodes(source: str, word: str) -> Iterator[ast.AST]:
    """Yield the syntax of a source that has the word in any case. Parsing all others would take twenty seconds."""
    if word.casefold() in source.casefold():
        yield from ast.walk(ast.parse(source))


def _is_queue(function: ast.expr) -> bool:
    return _name(function) == "queue"


def _hides(call: ast.Call, keyword: ast.keyword) -> bool:
    """Return whether a call to queue takes its audience from a mapping that no one can read here."""
    return keyword.arg is None and _is_queue(call.func)


def _is_guest(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == "guest"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
