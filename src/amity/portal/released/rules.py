"""Which released items a contact sees: those sent to them, and by their rights those sent to colleagues."""

from collections.abc import Collection
from typing import Final

from amity.gate import rules as gate
from amity.portal.access.rules import AccessFields

RELEASED: Final = (gate.RELEASED, *gate.GONE)
"""States of an item that was released. It can't be changed any more."""
DELIVERED: Final = frozenset({gate.SHOWING, gate.VERSION})
"""Kinds that show a version of a deliverable, to which `subject_id` refers."""

WORK: Final = DELIVERED | {gate.INPUT, gate.STATUS}
INVOICES: Final = frozenset({gate.INVOICE, gate.STATEMENT})
MONEY: Final = gate.BINDING - INVOICES | {gate.BRIEF}
"""Kinds of items by the right that shows them to colleagues of their recipients. All others stay theirs alone."""


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
