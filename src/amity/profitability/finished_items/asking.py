"""Find each night what to ask "is it finished?" about in all running projects."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Max

from amity.profitability.finished_items.models import FinishedQuestion
from amity.profitability.finished_items.rules import Item, asked_if_finished, past_half
from amity.profitability.forecast.evidence import LINE, WORK_ITEM, Evidence
from amity.timesheets.models import Entry
from amity.timesheets.sums.queries import last_day

Key = tuple[int, int | None, int | None]
"""A project with a line or a work item of it."""


def ask_if_finished(found: Mapping[int, Evidence]) -> int:
    """Replace the questions by those of these projects' evidence. Return how many there are."""
    asked = _asked(found)
    known: dict[Key, FinishedQuestion] = {}
    for one in FinishedQuestion.objects.all():
        known[one.project_id, one.line_id, one.item_id] = one
    gone = [one.pk for key, one in known.items() if asked.get(key) != one.last_on]
    FinishedQuestion.objects.filter(pk__in=gone).delete()
    for key, last_on in asked.items():
        if key not in known or known[key].pk in gone:
            row = FinishedQuestion(project_id=key[0], line_id=key[1], item_id=key[2], last_on=last_on)
            row.save(force_insert=True)
    return len(asked)


def _asked(found: Mapping[int, Evidence]) -> dict[Key, date]:
    """Return the lines and work items to ask about, with their last day with time."""
    open_ones = [
        (piece.kind, piece.id, project_id, piece.item.planned, piece.item.used)
        for project_id, evidence in found.items()
        for piece in evidence.pieces
        if piece.kind in (LINE, WORK_ITEM)
        and past_half(piece.item.planned, piece.item.used, finished=piece.item.finished)
    ]
    end = last_day() if open_ones else None
    if end is None:
        return {}
    last = {kind: _last_days(kind, [one[1] for one in open_ones if one[0] == kind]) for kind in (LINE, WORK_ITEM)}
    items = [Item(kind, pk, project, plan, used, last[kind].get(pk)) for kind, pk, project, plan, used in open_ones]
    return {
        (one.project_id, *((one.item_id, None) if one.kind == LINE else (None, one.item_id))): one.last_on
        for one in asked_if_finished(items, end)
        if one.last_on
    }


def _last_days(kind: str, ids: list[int]) -> dict[int, date]:
    """Return the last day with time of lines or work items."""
    column = "line_id" if kind == LINE else "item_id"
    rows = Entry.objects.filter(**{f"{column}__in": ids}).order_by()
    return dict(rows.values_list(column).annotate(Max("work_date")))
