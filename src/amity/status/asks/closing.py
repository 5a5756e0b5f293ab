"""Close what was asked about a project."""

from datetime import datetime

from amity.status.asks.models import Ask


def close_asks(project_id: int, now: datetime, *, answered: bool) -> None:
    """Close the open asks of a project: it was answered, or the next round begins."""
    for ask in Ask.objects.select_for_update().filter(project=project_id, closed_at=None).order_by("pk"):
        ask.closed_at, ask.answered_at = now, now if answered else None
        ask.save()
