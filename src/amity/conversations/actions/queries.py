"""Queries for actions, as far as the actor can see them."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.agency.editions.by_roles import rows_by_roles
from amity.conversations import policy
from amity.conversations.models import Action, ActionQuerySet
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.shared.actor import Actor
from amity.shared.rows.along import without_account
from amity.shared.rows.lookup import seen_or_missing


def with_owners(rows: ActionQuerySet) -> ActionQuerySet:
    """Return rows with the related objects a page shows."""
    named = rows.select_related("account__manager", "project", "owner", "contact")
    return named.prefetch_related(covers_along("account"))


def actions_seen_by(by: Actor) -> ActionQuerySet:
    """Return the actions the actor can see, with the related objects a page shows."""
    return with_owners(Action.objects.visible_to(person_of(by)))


def action_seen_by(by: Actor, action_id: int, *, lock: bool = False) -> Action:
    """Return one action, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    sentence = _("Action not found. It may have been deleted, or you don’t have access.")
    return seen_or_missing(actions_seen_by(by), action_id, sentence, lock=lock)


def open_on_project(by: Actor, project: Project) -> list[Action]:
    """Return the open actions of a project, the first due first. Rows share the account that its page has read."""
    account = project.account
    given = {"project": project.pk}
    rows: list[Action] = rows_by_roles("actions of a project", by, timezone.localdate(), given, of_project)
    if account is not None:
        for row in rows:
            row.account = account
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.pk))


def of_project(by: Actor) -> QuerySet[Action]:
    """Return the open actions of a `Given` project that the actor can see."""
    return without_account(actions_seen_by(by).filter(project=PROJECT, done_at=None))


def may_finish(by: Actor, action: Action) -> bool:
    """Return whether the actor can finish, change or reopen an action."""
    return bool(policy.may_finish(person_of(by), action))
