"""What was not understood of a list's address, in sentences."""

from collections.abc import Container

from django.http import QueryDict
from django.utils.translation import gettext as _

from amity.ui.lists import saved


def sentences(asked: QueryDict, known: Container[str], columns: Container[str], orders: Container[str]) -> list[str]:
    """Return a sentence for each parameter, column or order that the list doesn't have."""
    unknown = sorted(name for name in asked if name not in known)
    found = [_("This list has no filter called “%(name)s”, so it was ignored.") % {"name": name} for name in unknown]
    if lost := [name for name in asked.getlist(saved.COLUMNS) if name not in columns]:
        found.append(_("Column “%(name)s” not found.") % {"name": ", ".join(lost)})
    order = asked.get("sort", "")
    if order and order not in orders:
        found.append(_("This list can’t be sorted by “%(name)s”.") % {"name": order})
    return found
