"""Values shared by the pages of actions: the form, the frame around it, and the section of a project."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from amity.accounts.models import Account
from amity.accounts.policy import answers_for
from amity.conversations.actions import queries
from amity.conversations.actions.forms import CONTACT, ActionForm
from amity.conversations.models import Action
from amity.conversations.passing.changes import may_name_contacts
from amity.conversations.passing.pages import MOST_PROJECTS
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import projects_seen_by
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.waiting.kinds import days_late, sharing_accounts


def action_form(
    by: Actor,
    account: Account,
    *args: Any,
    short: bool = False,
    project_id: int = 0,
    contact_id: int = 0,
    own: Action | None = None,
) -> ActionForm:
    """Return the form of an action of an account. An action that exists keeps its project among the choices."""
    projects = projects_seen_by(by).filter(account=account).exclude(status__in=OVER).order_by("name")
    found = [] if short else list(projects.values_list("pk", "name", "manager_id")[:MOST_PROJECTS])
    offered = [(pk, name) for pk, name, _manager in found]
    if own is not None and own.project is not None and own.project_id not in dict(offered):
        offered.append((own.project.pk, own.project.name))
    names_contacts = may_name_contacts(person_of(by), account)
    return ActionForm(
        *args,
        account=account,
        projects=offered,
        names_contacts=names_contacts,
        by_id=by.person_id,
        likely_ids=[manager for pk, _name, manager in found if project_id in (0, pk)],
        short=short,
        auto_id="action_%s" if short else "id_%s",
        initial=({"project_id": project_id} if project_id else {})
        | ({"who": f"{CONTACT}-{contact_id}"} if contact_id and names_contacts else {}),
    )


def with_words(by: Actor, rows: list[Action]) -> list[Action]:
    """Add how late each open action is, and whether the actor can finish it."""
    sharing_accounts(rows)
    with_lateness(by, rows)
    for row in rows:
        row.may_finish = queries.may_finish(by, row)  # type: ignore[attr-defined]
    return rows


def with_lateness(by: Actor, rows: Sequence[Action]) -> None:
    """Add how late each open action is, and whether the actor owns it or answers for its account."""
    person = person_of(by)
    today = person.day_of(timezone.now())
    for row in rows:
        row.days_late = days_late(row.due_on, today) if row.done_at is None else 0  # type: ignore[attr-defined]
        row.may_finish = row.owner_id == person.pk or answers_for(person, row.account)  # type: ignore[attr-defined]


def project_section(by: Actor, project: Project) -> dict[str, Any] | None:
    """Return the open actions of a project, with the form to add one."""
    if project.account is None:
        return None
    rows = with_words(by, queries.open_on_project(by, project))
    return {"rows": rows, "quick": action_form(by, project.account, short=True)}
