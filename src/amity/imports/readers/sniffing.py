"""Detection of an uploaded file's format from its first rows, so that no one has to name it."""

from pathlib import Path

from amity.imports.expenses.rules.rows import looks_like_expenses
from amity.imports.readers.kinds import kind_of
from amity.imports.readers.limits import Limits
from amity.imports.readers.open_table import open_table
from amity.imports.readers.workspace import is_workspace
from amity.imports.rules import Unreadable
from amity.imports.tools.rules.sniffing import PROJECTS, tool_of


def sniffed(path: Path, limits: Limits | None = None) -> str:
    """Return the tool that wrote the file, or `"contacts"`, `"projects"` or `"expenses"` without time, or ""."""
    with path.open("rb") as file:
        kind = kind_of(file)
    if kind == "vcard":
        return "contacts"
    if kind == "zip" and is_workspace(path):
        return PROJECTS
    try:
        with open_table(path, limits) as table:
            return tool_of(table.headers) or ("expenses" if looks_like_expenses(table.headers) else "")
    except Unreadable:
        return ""
