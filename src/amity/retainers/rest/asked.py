"""Call-offs for machines: what a client asked for within a retainer."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page
from amity.retainers import commands
from amity.retainers.queries import choices
from amity.retainers.queries.seen import retainer_seen_by
from amity.retainers.rest.shapes import SETUP, CallOffEdit, CallOffMove, CallOffsAsked, CallOffShape, NewCallOff, router

MOVES: Final = {
    "done": commands.finish_call_off, "dropped": commands.drop_call_off, "open": commands.take_up_call_off,
}  # fmt: skip
OWN: Final = ("id", "version", "agreement_id", "number", "item_id", "contact_id", "asked_on", "wanted_on", "dropped_on")
OF_ITEM: Final = ("title", "project_id", "planned_seconds", "line_id", "finished_at")


@reads(router, "/retainers/{int:agreement_id}/call-offs", Page[CallOffShape])
def list_call_offs(request: HttpRequest, agreement_id: Path[Id], asked: Query[CallOffsAsked]) -> dict[str, Any]:
    """What was asked for within one retainer."""
    rows = choices.call_offs_of(retainer_seen_by(asker(request), agreement_id))
    return page(narrowed(rows, asked, open="item__finished_at__isnull"), asked, _shown)


@writes(router, "POST", "/retainers/{int:agreement_id}/call-offs", CallOffShape, scope=SETUP, status=201)
def log_call_off(request: HttpRequest, agreement_id: Path[Id], said: NewCallOff) -> dict[str, Any]:
    """Log what somebody at the client asked for. It becomes a work item."""
    return _shown(
        commands.log_call_off(by=asker(request), agreement_id=agreement_id, now=timezone.now(), **said.model_dump())
    )


@writes(router, "PATCH", "/retainers/{int:agreement_id}/call-offs/{int:call_off_id}", CallOffShape, scope=SETUP)
def change_call_off(
    request: HttpRequest, agreement_id: Path[Id], call_off_id: Path[Id], said: CallOffEdit
) -> dict[str, Any]:
    """Change what is asked for, by whom, until when and with which plan."""
    by = asker(request)
    stands = _shown(choices.call_off_of(retainer_seen_by(by, agreement_id), call_off_id))
    values = {name: stands[name] for name in CallOffEdit.model_fields} | said.model_dump(exclude_unset=True)
    values |= {name: values[name] or stands[name] for name in ("title", "asked_on")}
    return _shown(
        commands.change_call_off(
            by=by, agreement_id=agreement_id, call_off_id=call_off_id, now=timezone.now(), **values
        )
    )


@writes(router, "POST", "/retainers/{int:agreement_id}/call-offs/{int:call_off_id}/state", CallOffShape, scope=SETUP)
def move_call_off(
    request: HttpRequest, agreement_id: Path[Id], call_off_id: Path[Id], said: CallOffMove
) -> dict[str, Any]:
    """Say that a request is done, that the client no longer wants it, or that it is open after all."""
    moved = MOVES[said.to](by=asker(request), agreement_id=agreement_id, call_off_id=call_off_id, now=timezone.now())
    return _shown(moved)


def _shown(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in OWN} | {name: getattr(row.item, name) for name in OF_ITEM}
