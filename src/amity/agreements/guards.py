"""Hooks for other parts: who approves time, what blocks new terms, what a month was, and what follows a signature."""

from collections.abc import Callable
from datetime import date, datetime

from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.models import Agreement
from amity.agreements.orders.rules import Monthly
from amity.shared.actor import Actor
from amity.shared.permission import Answer

before_agree: list[Callable[[Agreement, AgreedTerms], Answer]] = []
"""Hook: other parts refuse fee terms that would have no effect, such as those of periods with their own terms."""

before_order: list[Callable[[Agreement], Answer]] = []
"""Hook: other parts refuse a change order that they couldn't apply once it is signed."""

month_before: list[Callable[[Agreement, date], Monthly | None]] = []
"""Hook: other parts know what a month of a retainer is just before a date. Its periods have terms of their own."""

on_signed: list[Callable[[Agreement, Actor, datetime], None]] = []
"""Hook: other parts record what follows a signature, in its transaction."""

_approval: list[Callable[[], bool]] = []


def time_is_approved_when(function: Callable[[], bool]) -> None:
    """Register a check that runs in the transaction that saves fee terms, and when a form is drawn."""
    if function not in _approval:
        _approval.append(function)


def time_is_approved() -> bool:
    """Return whether the agency has its time approved."""
    return any(ask() for ask in _approval)
