"""Options of the command line that answer what a file leaves open."""

from amity.imports.rules import Reason

_HINTS = {
    "date_order_open": "--date-order",
    "date_order_mixed": "--date-order",
    "columns_missing": "--map FIELD=COLUMN",
    "not_harvest": "amity import csv FILE --map FIELD=COLUMN",
    "not_export": "amity import csv FILE --map FIELD=COLUMN",
}


def hint(reason: Reason) -> str:
    """Return the option that answers what a file leaves open."""
    if reason.code == "columns_missing" and reason["fields"] == "person":
        return "--person NAME"
    return _HINTS.get(reason.code, "")
