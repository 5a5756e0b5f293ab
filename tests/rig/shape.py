"""The checks of `tests/test_architecture.py`. Each function takes a source and returns what is wrong with it."""

import ast
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from amity.config.house import HOUSE

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "managers", "misc"}
PRIVATE_WORDS = {"said", "unsaid", "told", "laid", "beneath"}
"""Words that strangers don’t understand. No module, template or identifier has them."""
STANCES = PRIVATE_WORDS | {"kept", "seen", "drawn", "standing", "ahead", "alike"}
"""Words that don't name a module, which is named by a noun."""
PURE_LIBRARIES = {"dateutil", "holidays", "vobject"}
IMPURE_SHARED = {
    "amity.shared.command",
    "amity.shared.rows.lookup",
    "amity.shared.refs",
    "amity.shared.rows.versions",
    "amity.shared.text.texts",
}
MAIL = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives"}
CLOCKS = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "time_machine.escape_hatch",
}  # fmt: skip
SET_CLOCKS = {"timezone.now", "timezone.localdate", "timezone.localtime"}
READS_OF_CLOCKS = re.compile(rf"\.\s*(?:{'|'.join(name.rpartition('.')[2] for name in sorted(CLOCKS | SET_CLOCKS))})\b")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
BULK = {"bulk_create", "bulk_update"}
DIGITS = {"isdigit", "isdecimal", "isnumeric"}
SENT_VALUES = {"POST", "GET"}
READERS = re.compile(r"(form|Form|filters|Filters|type\(self\))$")
LAYERS = {"commands", "queries", "forms", "views", "rest", "models"}
PURE_FOLDERS = {"demo/book", "demo/days", "insights/relevance"}
"""Folders of nouns with values and computation only, limited to the imports of a rule."""
TEXT = {".py", ".md", ".html", ".toml", ".csv", ".json", ".lock", ".css", ".js", ".mjs", ".sh", ".txt", ".typ"}
TRACES = re.compile(
    r"/(?:home|root)/|(?<!\w)/work/\w|/tmp/\w|https?://[\w.-]*(?:pypi|npmjs|pythonhosted|registry)[\w.-]*|index-url"
)


def texts(root: Path) -> list[Path]:
    """Return the files written by people, which could contain traces of their machine."""
    folders = ("src", "tests", "tooling", "docs", "frontend", ".ci")
    made = {"node_modules", "build", "__pycache__", "vendor"}
    found = [path for path in root.iterdir() if path.is_file() and path.name != ".git"]
    found += [path for folder in folders for path in (root / folder).rglob("*") if not made & set(path.parts)]
    return sorted(path for path in found if path.suffix in TEXT or path.name in {"Makefile", "run"})


def layer_folders(parts: Path) -> set[str]:
    """Return the folders inside parts that are named after a layer and not after a noun, except Django's own.

    The rules of one noun may be a folder. Those of a whole part would be of several nouns.
    """
    paths = (path.relative_to(parts) for path in parts.rglob("*.py"))
    return {
        above.as_posix()
        for path in paths
        for above in path.parents
        if (above.name in LAYERS and not {"tests", "management"} & set(above.parts)) or above.parts[1:] == ("rules",)
    }


def named_by_a_stance(path: Path) -> bool:
    """Return whether a module or a template has a name that isn't a noun."""
    return bool(STANCES & set(path.stem.split("_")))


def _nodes(source: str, words: Collection[str]) -> Iterator[ast.AST]:
    """Yield the nodes of a source that has any of these words. Another isn't parsed, which would take far longer."""
    if any(word in source for word in words):
        yield from ast.walk(ast.parse(source))


def private_names(source: str) -> list[str]:
    """Return the identifiers of a source with a word of a private dialect."""
    return [
        f"line {getattr(node, 'lineno', 0)}: {name}"
        for node in (ast.walk(ast.parse(source)) if any(word in source.lower() for word in PRIVATE_WORDS) else ())
        for name in (getattr(node, part, None) for part in ("name", "id", "arg", "attr", "asname"))
        if isinstance(name, str) and PRIVATE_WORDS & set(name.lower().split("_"))
    ]


def long_file(path: Path, most: int = 300) -> list[str]:
    """Return a fault if the file has more than `most` lines."""
    lines = len(path.read_text().splitlines())
    return [f"{path.name}: {lines} lines, at most {most}"] if lines > most else []


def long_functions(source: str, most: int = 50) -> list[str]:
    """Return the functions of more than `most` lines, without decorators and docstring."""
    found = []
    for node in ast.walk(ast.parse(source)) if len(source.splitlines()) >= most else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 2 if body else 1
            if lines > most:
                found.append(f"{node.name}: {lines} lines, at most {most}")
    return found


def more_than_a_docstring(source: str) -> list[str]:
    """Return faults of a part's __init__: anything but a docstring, or no docstring."""
    body = ast.parse(source).body
    if not body or not (isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)):
        return ["has no docstring"]
    return [f"line {node.lineno} is more than a docstring" for node in body[1:]]


def imports_of(source: str) -> list[str]:
    """Return the dotted names a source imports, at its top or inside functions."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def impure_imports(source: str) -> list[str]:
    """Return the imports a rule may not have."""
    return [name for name in imports_of(source) if not _pure(name)]


def _pure(name: str) -> bool:
    first, *rest = name.split(".")
    if first != "amity":
        return first in sys.stdlib_module_names or first in PURE_LIBRARIES
    if any(name == one or name.startswith(f"{one}.") for one in IMPURE_SHARED):
        return False
    if "/".join(rest[:2]) in PURE_FOLDERS:
        return True
    return rest[:1] == ["shared"] or "rules" in rest[1:3]  # of a part, or of a noun in it


def is_rule(path: Path, parts: Path) -> bool:
    """Return whether a file is a rule: by its name or folder, or as one of the values of the demo."""
    folder = path.parent.relative_to(parts).as_posix()
    return "rules" in {path.stem, path.parent.name} or folder in PURE_FOLDERS


def mail_senders(source: str) -> list[str]:
    """Return imports that could send email without the outbox. The library that only reads and writes text can't."""
    imported = imports_of(source) if any(word in source for word in {*MAIL, "smtplib"}) else ()
    named = [name for name in imported if not name.startswith("email.")]
    return [name for name in named if name.rpartition(".")[2] in MAIL or name == "smtplib"]


def bulk_writes(source: str) -> list[str]:
    """Return calls of bulk_create, bulk_update and QuerySet.update, which differs from dict.update by its keywords."""
    found = []
    for node in _nodes(source, {*BULK, "update"}):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in BULK or (node.func.attr == "update" and node.keywords and not node.args):
            found.append(f"line {node.lineno}: {node.func.attr}()")
    return found


def clock_reads(source: str) -> list[str]:
    """Return where a test reads the clock without the rig, or Django's clock before the rig has set it."""
    if not READS_OF_CLOCKS.search(source):
        return []
    tree = ast.parse(source)
    inside = {id(node) for body in ast.walk(tree) if isinstance(body, FUNCTIONS) for node in ast.walk(body)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            name = ".".join(ast.unparse(node).split(".")[-2:])
            if name in CLOCKS or (name in SET_CLOCKS and id(node) not in inside):
                found.append(f"line {node.lineno}: {name}")
    return found


def raw_request_values(source: str) -> list[str]:
    """Return where values of a request are read without a form, a filter or the reader in `ui/asked.py`."""
    nodes = list(_nodes(source, SENT_VALUES))
    read = {id(node) for call in nodes if isinstance(call, ast.Call) for node in _handed_on(call)}
    return [
        f"line {node.lineno}: request.{node.attr}"
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in SENT_VALUES and id(node) not in read
        if ast.unparse(node.value).rpartition(".")[2] == "request"
    ]


def _handed_on(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of a form or filter call: `request.POST`, also with `or None` or `if … else None`."""
    if not READERS.search(ast.unparse(call.func)):
        return []
    found: list[ast.expr] = []
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        whole = argument.values[0] if isinstance(argument, ast.BoolOp) else argument
        found += [whole.body, whole.orelse] if isinstance(whole, ast.IfExp) else [whole]
    return found


def numbers_read_by_hand(source: str) -> list[str]:
    """Return calls of isdigit and the like, which accept "²", although int() doesn't."""
    return [
        f"line {node.lineno}: {node.attr}()"
        for node in _nodes(source, DIGITS)
        if isinstance(node, ast.Attribute) and node.attr in DIGITS
    ]


def numbers_without_a_most(source: str) -> list[str]:
    """Return form fields for whole numbers without a maximum, which could be too large for any column."""
    return [
        f"line {node.lineno}"
        for node in _nodes(source, {"IntegerField"})
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "forms.IntegerField"
        if not {"max_value", "widget"} & {keyword.arg for keyword in node.keywords}
    ]


def look_ups_by_hand(source: str) -> list[str]:
    """Return rows looked up by number with a refusal of their own, without `seen_or_missing`."""
    found = re.finditer(r"\n +(\w+) = [^\n]*\bpk=[^\n]*\.first\(\)\n +if \1 is None[^\n]*:\n +raise NotSeen", source)
    return [f"line {source.count(chr(10), 0, match.start()) + 2}: {match[1]}" for match in found]


def silent_cuts(source: str) -> list[str]:
    """Return where a command cuts text without telling the person."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and _shortens(node.slice)
        if isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript) or _tidies(node.value)
    ]


def _shortens(cut: ast.Slice) -> bool:
    most = cut.upper
    if cut.lower is not None or most is None:
        return False
    return isinstance(most, ast.Name) or (isinstance(most, ast.Constant) and int(str(most.value)) >= 30)


def _tidies(value: ast.expr) -> bool:
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)):
        return False
    return value.func.attr == "join" or (value.func.attr == "strip" and not value.args)


def points_upward(one: str, other: str) -> bool:
    """Return whether part `one` imports part `other` above it. Django's own apps are below all parts."""
    return one in HOUSE and other in HOUSE and HOUSE.index(other) > HOUSE.index(one)


def traces_of_a_machine(text: str) -> list[str]:
    """Return folders of one machine and hosts of registries in a text."""
    return TRACES.findall(text)
