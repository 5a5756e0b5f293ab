"""Which released items a contact sees: those sent to them, and by their rights those sent to colleagues."""

from collections.abc import Collection
from typing import Final

from amity.gate import rules as gate
from amity.portal.access.rules import AccessFields

RELEASED: Final = (gate.RELEASED, *gate.GONE)
"""States of an item that was released. It can't be changed any more."""
WORK: Final = frozenset({"showing", "version", "input", "status"})
MONEY: Final = frozenset({"quote", "agreement", "change_order", "brief"})
INVOICES: Final = frozenset({"invoice", "statement"})
"""Kinds of items by the right that shows them to colleagues of their recipients. All others stay theirs alone."""
DELIVERED: Final = frozenset({"showing", "version"})
"""Kinds that show a version of a deliverable, to which `subject_id` refers."""


def kinds_of_colleagues(access: AccessFields) -> Collection[str]:
    """Return the kinds of items that a contact sees although they were sent to colleagues only."""
    allowed: set[str] = set()
    for has_right, kinds in (
        (access.sees_all_projects, WORK),
        (access.sees_money, MONEY),
        (access.sees_invoices, INVOICES),
    ):
        allowed |= kinds if has_right else set()
    return allowed
