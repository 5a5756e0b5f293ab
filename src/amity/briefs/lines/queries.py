"""Queries for the lines of the briefs that an actor can see."""

from django.utils.translation import gettext as _

from amity.briefs.models import Brief, BriefLine
from amity.briefs.queries import brief_seen_by
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.lookup import seen_or_missing


def line_seen_by(by: Actor, line_id: int, *, lock: bool = False) -> BriefLine:
    """Return one line of a brief the actor can see, or raise `NotSeen`. `lock` locks it and its brief."""
    row = seen_or_missing(
        BriefLine.objects.select_related("line"),
        line_id,
        _("Line not found. It may have been deleted, or you don’t have access to its brief."),
    )
    brief = brief_seen_by(by, row.brief_id, lock=lock)
    if lock:
        row = BriefLine.objects.select_related("line").select_for_update(of=("self",)).get(pk=line_id)
    row.brief = brief
    return row


def rows_of(brief: Brief, *, removed: bool = False) -> list[BriefLine]:
    """Return the lines of a brief in order, or its removed lines. A page reads both at once."""
    rows = BriefLine.objects.filter(brief=brief).select_related("line")
    every = once_a_page(("lines of a brief", brief.pk), lambda: list(rows))
    return [row for row in every if row.removed == removed]
