"""Add an action for someone of either side, change it, finish it, and reopen it."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.conversations import policy
from amity.conversations.actions import notices, queries
from amity.conversations.actions.changes import ActionFields, put
from amity.conversations.models import Action
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.values import flat, value_of


@command
def add_action(*, by: Actor, account_id: int, fields: ActionFields, now: datetime) -> Action:
    """Add an action to an account. Whoever sees the account can."""
    return add(by=by, account=account_seen_by(by, account_id), fields=fields, now=now)


def add(*, by: Actor, account: Account, fields: ActionFields, now: datetime) -> Action:
    """Add an action inside another command, which has looked up the account as the actor sees it."""
    action = Action(account=account, added_by=by.label, added_at=now)
    put(action, fields, by)
    action.save(force_insert=True)
    trail.record("action.added", subject=action, by=by, at=now, changes=flat(value_of(action, ActionFields)))
    notices.given(action, by, now)
    return action


@command
def edit_action(*, by: Actor, action_id: int, version: int, fields: ActionFields, now: datetime) -> Action:
    """Change an action that is still open."""
    action = _to_change(by, action_id, version)
    if action.done_at is not None:
        raise Refused(_("This action is done. Reopen it first."))
    before = value_of(action, ActionFields)
    put(action, fields, by)
    action.save()
    after = value_of(action, ActionFields)
    trail.record(
        "action.edited", subject=action, by=by, at=now, changes={"before": flat(before), "after": flat(after)}
    )  # fmt: skip
    if after.owner_id != before.owner_id:
        notices.given(action, by, now)
    return action


@command
def finish_action(*, by: Actor, action_id: int, version: int, now: datetime) -> Action:
    """Mark an action as done."""
    action = _to_change(by, action_id, version)
    if action.done_at is not None:
        raise Refused(_("This action is already done."))
    action.done_at = now
    action.save()
    trail.record("action.done", subject=action, by=by, at=now)
    return action


@command
def reopen_action(*, by: Actor, action_id: int, now: datetime) -> Action:
    """Reopen an action that was done."""
    action = queries.action_seen_by(by, action_id, lock=True)
    policy.may_finish(person_of(by), action).or_refuse()
    if action.done_at is None:
        raise Refused(_("This action is already open."))
    action.done_at = None
    action.version += 1
    action.save()
    trail.record("action.reopened", subject=action, by=by, at=now)
    return action


def _to_change(by: Actor, action_id: int, version: int) -> Action:
    action = queries.action_seen_by(by, action_id, lock=True)
    policy.may_finish(person_of(by), action).or_refuse()
    action.expect(version)
    return action
