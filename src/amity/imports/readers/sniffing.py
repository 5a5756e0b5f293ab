"""Detection of an uploaded file's format from its first rows, so that no one has to name it."""

from collections.abc import Sequence
from pathlib import Path

from amity.imports.crm.rules.columns import looks_like_companies, looks_like_deals
from amity.imports.expenses.rules.rows import looks_like_expenses
from amity.imports.invoices.rules.columns import looks_like_invoices
from amity.imports.invoices.rules.wave import is_wave
from amity.imports.readers.kinds import kind_of
from amity.imports.readers.limits import Limits
from amity.imports.readers.open_table import open_table
from amity.imports.readers.tables_zip import is_tables
from amity.imports.readers.workspace import is_workspace
from amity.imports.rules import Unreadable
from amity.imports.tools.rules.sniffing import PROJECTS, tool_of


def sniffed(path: Path, limits: Limits | None = None) -> str:
    """Return the tool that wrote the file, its kind if it has no time, such as `"invoices"`, or ""."""
    with path.open("rb") as file:
        kind = kind_of(file)
    if kind == "vcard":
        return "contacts"
    if kind == "zip" and is_workspace(path):
        return PROJECTS
    if kind == "zip" and is_tables(path):
        return "crm"
    if kind == "json":
        return PROJECTS
    try:
        with open_table(path, limits) as table:
            return tool_of(table.headers) or _without_time(table.headers)
    except Unreadable:
        return ""


def _without_time(headers: Sequence[str]) -> str:
    """Return the kind of a table without time by its headers, such as `"invoices"` or `"deals"`, or ""."""
    if is_wave(headers) or looks_like_invoices(headers):
        return "invoices"
    if looks_like_deals(headers):
        return "deals"
    if looks_like_companies(headers):
        return "companies"
    return "expenses" if looks_like_expenses(headers) else ""
