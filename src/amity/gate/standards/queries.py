"""Reads of agency standards."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.agency.editions.keeping import kept_for_pages
from amity.gate.standards.models import Standard
from amity.gate.standards.rules import STANDARDS_MOST
from amity.shared.rows.lookup import seen_or_missing


def standards_in_force() -> QuerySet[Standard]:
    """Return the standards that weren't removed."""
    return Standard.objects.filter(removed_at=None)


def standards() -> Sequence[Standard]:
    """Return the standards in force, in the order in which they were added."""
    return kept_for_pages("agency standards", _standards)


def _standards() -> Sequence[Standard]:
    return list(standards_in_force().order_by("pk")[:STANDARDS_MOST])


def standard_by_id(standard_id: int) -> Standard:
    """Return one standard in force, or raise `NotSeen`."""
    return seen_or_missing(standards_in_force(), standard_id, _("Standard not found. It may have been removed."))
