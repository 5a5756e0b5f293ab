"""The sentences of emails, read from the sources of the functions that queue them."""

import ast
from collections.abc import Iterator
from pathlib import Path

_WORDS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
TO_A_PERSON = "mail_person"
"""The function of `people.mails` that queues an email."""
_CONTEXT = {"pgettext", "npgettext"}


def sentences_of_emails(source: Path) -> dict[str, str]:
    """Return every sentence of a function that leads to an email of its module, with the function's place."""
    found: dict[str, str] = {}
    for path in sorted(source.rglob("*.py")):
        if "tests" in path.parts or path.parent.name == "outbox":
            continue
        text = path.read_text()
        if ("queue(" in text and "outbox" in text) or f"{TO_A_PERSON}(" in text:
            found |= {one: str(path.relative_to(source)) for one in _sentences(ast.parse(text))}
    return found


def _sentences(tree: ast.Module) -> Iterator[str]:
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    calls = {name: _called(node) for name, node in functions.items()}
    leading = {name for name, called in calls.items() if "queue" in called}
    while more := {name for name, called in calls.items() if called & leading} - leading:
        leading |= more
    while more := {one for name in leading for one in calls[name] if one in functions} - leading:
        leading |= more
    for name in leading:
        yield from _translated(functions[name])


def _called(function: ast.FunctionDef) -> set[str]:
    """Return the last names of what a function calls or passes on."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    queued = TO_A_PERSON in names or any(
        isinstance(node, ast.Attribute) and node.attr == "queue" for node in ast.walk(function)
    )
    return names | ({"queue"} if queued else set())


def _translated(node: ast.AST) -> Iterator[str]:
    """Yield translated strings under a node, except refusals, which are shown to the actor."""
    if isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _WORDS:
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        yield from texts[1:] if node.func.id in _CONTEXT else texts
    for child in ast.iter_child_nodes(node):
        yield from _translated(child)
