"""Hooks for parts above: whether anyone approves time, what blocks a change of terms, and what follows a signature."""

from collections.abc import Callable
from datetime import datetime

from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.models import Agreement
from amity.shared.actor import Actor
from amity.shared.permission import Answer

before_agree: list[Callable[[Agreement, AgreedTerms], Answer]] = []
"""Hook: parts above say no to terms that would mean nothing, as those of periods that have terms of their own."""

on_signed: list[Callable[[Agreement, Actor, datetime], None]] = []
"""Hook: parts above write what follows a signature, in its transaction."""

_approval: list[Callable[[], bool]] = []


def time_is_approved_when(function: Callable[[], bool]) -> None:
    """Register a question; asked inside the transaction that agrees on terms, and when a form is drawn."""
    if function not in _approval:
        _approval.append(function)


def time_is_approved() -> bool:
    """Return whether the agency has its time approved."""
    return any(ask() for ask in _approval)
