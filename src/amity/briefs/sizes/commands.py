"""Recalculate the stored size of a brief after a change."""

from datetime import datetime

from django.utils import timezone

from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief
from amity.briefs.sizes.queries import sized


def resize(brief: Brief, now: datetime) -> None:
    """Recalculate the size and save the brief."""
    brief.size = sized(brief, estimate_of(brief, timezone.localdate(now)), timezone.localdate(now)).size
    brief.changed_at = now
    brief.save()
