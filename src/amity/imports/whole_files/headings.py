"""The headings and buttons of a file without time, before and after it is imported, by its tool."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext_lazy

# The type of a plural that waits for its number is Django's own.
HEADINGS: Final[Mapping[str, Any]] = {
    "contacts": ngettext_lazy("One contact in this file", "%(rows)s contacts in this file", "rows"),
    "crm": ngettext_lazy("One record in these tables", "%(rows)s records in these tables", "rows"),
    "deals": ngettext_lazy("One deal in this file", "%(rows)s deals in this file", "rows"),
    "companies": ngettext_lazy("One company in this file", "%(rows)s companies in this file", "rows"),
    "projects": lazy("Projects, people and work items in this file"),
    "expenses": ngettext_lazy("One expense in this file", "%(rows)s expenses in this file", "rows"),
    "invoices": lazy("Invoices and payments in this file"),
    "lines": ngettext_lazy("One quoted line", "%(rows)s quoted lines", "rows"),
}
BUTTONS: Final[Mapping[str, Any]] = {
    "contacts": lazy("Import the contacts"),
    "crm": lazy("Import the tables"),
    "deals": lazy("Import the deals"),
    "companies": lazy("Import the companies"),
    "projects": lazy("Import these"),
    "expenses": lazy("Import the expenses"),
    "invoices": lazy("Import the invoices"),
    "lines": lazy("Import the lines into %(project)s"),
}
IMPORTED: Final[Mapping[str, Any]] = {
    "contacts": lazy("Contacts imported"),
    "crm": lazy("Companies, contacts and deals imported"),
    "deals": lazy("Deals imported as opportunities"),
    "companies": lazy("Companies imported as accounts"),
    "projects": lazy("Projects, people and work items imported"),
    "expenses": lazy("Expenses imported"),
    "invoices": lazy("Invoices and payments imported"),
    "lines": lazy("Lines imported"),
}
MAY_OPEN: Final[Mapping[str, Any]] = {
    "contacts": lazy("Open accounts that are not here yet"),
    "crm": lazy("Open accounts that are not here yet"),
    "projects": lazy("Create missing records"),
}
"""The choice to create what the file names and Amity doesn't have."""


def heading_of(tool: str, rows: int) -> str:
    """Return the heading over so many rows of a tool."""
    return str(HEADINGS[tool] % {"rows": rows})


def button_of(tool: str, project: str) -> str:
    """Return the words of the button. Lines name the project they are imported into."""
    return str(BUTTONS[tool] % {"project": project})
