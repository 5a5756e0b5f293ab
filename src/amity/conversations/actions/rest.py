"""REST operations for actions."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.conversations.actions import commands, queries
from amity.conversations.actions.changes import ActionFields
from amity.conversations.router import SETUP, router
from amity.shared.values import value_of


class ActionShape(Answered, value=ActionFields):
    """What someone will do: a colleague (`owner_id`) or a contact (`contact_id`). It is open until `done_at`."""

    id: Id
    version: int
    account_id: Id
    added_by: str
    added_at: datetime
    done_at: datetime | None


class ActionsAsked(Asked):
    """Filters for the list of actions."""

    owner: Literal["me"] | None = Field(default=None, description="`me`: only the caller’s own.")
    owner_id: Id | None = None
    account_id: Id | None = None
    project_id: Id | None = None
    side: Literal["agency", "client"] | None = None
    done: bool | None = None


class NewAction(Body, value=ActionFields):
    """Request body: the action, with an owner on one side."""

    account_id: Id


class ActionEdit(Body, value=ActionFields, edits=True):
    """Request body: the fields to change. A new owner on one side ends the one on the other."""

    version: Version


class ActionVersion(Body):
    """Request body: the version last read."""

    version: Version


@reads(router, "/actions", Page[ActionShape])
def list_actions(request: HttpRequest, asked: Query[ActionsAsked]) -> dict[str, Any]:
    """List the actions the caller can see."""
    by = asker(request)
    rows = queries.actions_seen_by(by).select_related(None).prefetch_related(None)
    rows = narrowed(rows, asked, "owner_id", "account_id", "project_id")
    if asked.owner == "me":
        rows = rows.filter(owner=by.person_id)
    if asked.side is not None:
        rows = rows.filter(owner__isnull=asked.side == "client")
    if asked.done is not None:
        rows = rows.filter(done_at__isnull=not asked.done)
    return page(rows, asked, ActionShape.of)


@reads(router, "/actions/{int:action_id}", ActionShape)
def read_action(request: HttpRequest, action_id: Path[Id]) -> dict[str, Any]:
    """Return one action."""
    return ActionShape.of(queries.action_seen_by(asker(request), action_id))


@writes(router, "POST", "/actions", ActionShape, scope=SETUP, status=201)
def add_action(request: HttpRequest, body: NewAction) -> dict[str, Any]:
    """Add an action for someone of either side."""
    fields = body.as_value(ActionFields)
    added = commands.add_action(by=asker(request), account_id=body.account_id, fields=fields, now=timezone.now())
    return ActionShape.of(added)


@writes(router, "PATCH", "/actions/{int:action_id}", ActionShape, scope=SETUP)
def edit_action(request: HttpRequest, action_id: Path[Id], body: ActionEdit) -> dict[str, Any]:
    """Change an action that is still open."""
    by = asker(request)
    wanted = merged(value_of(queries.action_seen_by(by, action_id), ActionFields), body)
    edited = commands.edit_action(
        by=by, action_id=action_id, version=body.version, fields=_on_one_side(wanted, body), now=timezone.now()
    )
    return ActionShape.of(edited)


@writes(router, "POST", "/actions/{int:action_id}/finish", ActionShape, scope=SETUP)
def finish_action(request: HttpRequest, action_id: Path[Id], body: ActionVersion) -> dict[str, Any]:
    """Mark an action as done."""
    done = commands.finish_action(by=asker(request), action_id=action_id, version=body.version, now=timezone.now())
    return ActionShape.of(done)


@writes(router, "POST", "/actions/{int:action_id}/reopen", ActionShape, scope=SETUP)
def reopen_action(request: HttpRequest, action_id: Path[Id]) -> dict[str, Any]:
    """Reopen an action that was done."""
    return ActionShape.of(commands.reopen_action(by=asker(request), action_id=action_id, now=timezone.now()))


def _on_one_side(wanted: ActionFields, body: ActionEdit) -> ActionFields:
    """Return the fields with the owner that the request named, if it named only one."""
    named = {name for name in ("owner_id", "contact_id") if getattr(body, name) is not None}
    if named == {"owner_id"}:
        return replace(wanted, contact_id=None)
    return replace(wanted, owner_id=None) if named == {"contact_id"} else wanted
