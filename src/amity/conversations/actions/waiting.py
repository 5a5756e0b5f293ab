"""Actions, where they wait: one's own, and those of a client that are late, for the account manager."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from amity.accounts.of_person import of_covered_manager, of_handled_accounts
from amity.accounts.opened import accounts_opened_by
from amity.accounts.waiting import naming_contact
from amity.conversations.actions import commands, queries
from amity.conversations.models import Action, ActionQuerySet
from amity.conversations.passing.waiting import linked
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Act, Awaited, Item, Kind, Sent, days_late, naming, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import CHASE, DELIVER

DONE: Final = "done"
BY_DUE_DATE: Final = F("due_on").asc(nulls_last=True)


def register() -> None:
    """Register one's own actions, and those of clients."""
    kinds.register(ACTIONS)
    kinds.register(OF_CLIENTS)


def finish(by: Actor, action_id: int, sent: Sent, now: datetime) -> None:
    """Mark an action as done."""
    commands.finish_action(by=by, action_id=action_id, version=sent.version, now=now)


def reopen(by: Actor, action_id: int, now: datetime) -> None:
    """Reopen it."""
    commands.reopen_action(by=by, action_id=action_id, now=now)


def _open(rows: ActionQuerySet) -> ActionQuerySet:
    return queries.with_owners(rows.filter(done_at=None)).order_by(BY_DUE_DATE, "pk")


def _own(person: Person, today: date) -> "QuerySet[Action]":
    rows = Action.objects.filter(done_at=None)
    return _open(any_of(rows, Q(owner=person), of_covered_manager(person, "owner")))


def _of_clients(person: Person) -> ActionQuerySet:
    return _open(Action.objects.filter(of_handled_accounts(person), owner=None))


def _late_of_clients(person: Person, today: date) -> "QuerySet[Action]":
    return _of_clients(person).filter(due_on__lt=today)


def _on_account(by: Actor, account_id: int, today: date) -> "QuerySet[Action]":
    return _open(Action.objects.visible_to(person_of(by)).filter(account=account_id))


def _items(by: Actor, rows: Sequence[Action], today: date) -> list[Item]:
    sharing_accounts(rows)
    opened = accounts_opened_by(by, [row.account for row in rows])
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=row.what,
            address=address_with("conversations:action", row.pk),
            account=linked(row.account, opened),
            lead=_lead(by, row),
            notes=_notes(row),
            due=row.due_on,
            days_late=days_late(row.due_on, today),
            acts=(DONE,) if queries.may_finish(by, row) else (),
            measure=days_late(row.due_on, today),
            stakes=grown(2, 2, days_late=days_late(row.due_on, today)),
            cause=f"project {row.project_id}" if row.project_id and row.owner_id is None else "",
        )
        for row in rows
    ]


def _notes(row: Action) -> list[str]:
    """Return that a client's action isn't on their pages, which show requests for input only, and its project."""
    of_client = [_("not on the client’s pages")] if row.owner_id is None else []
    return [*of_client, *([row.project.name] if row.project else [])]


def _lead(by: Actor, row: Action) -> str:
    if row.contact is not None:
        return naming_contact(by, _("Owner: %(who)s"), row.contact, row.account)
    if row.owner is not None and row.owner_id != by.person_id:
        return naming(_("Owner: %(who)s"), row.owner.name)
    return ""


def _awaited_rows(person: Person, today: date) -> "QuerySet[Action]":
    return _of_clients(person).filter(Q(due_on=None) | Q(due_on__gte=today))


def _awaited(person: Person, rows: Sequence[Action]) -> list[Awaited]:
    return [
        Awaited(
            title=row.what,
            who=row.contact.name if row.contact else row.account.name,
            subject=row.account.name,
            address=address_with("conversations:action", row.pk),
            due=row.due_on,
            is_client=True,
        )
        for row in rows
    ]


_ACTS: Final = {DONE: Act(label=lazy("Mark as done"), run=finish, undo=reopen, done=lazy("Action done."))}
ACTIONS = Kind(
    key="action", order=25, todo=DELIVER, icon="checkbox", label=pgettext_lazy("to do", "Actions"),
    label_contact=lazy("%(name)s will do"), only_names_contact=True,
    rows=_own, by_roles=True,
    late=lambda today: Q(due_on__lt=today), on_account=_on_account, contact="contact", items=_items,
    acts=_ACTS,
)  # fmt: skip
OF_CLIENTS = Kind(
    key="client_action", order=32, todo=CHASE, icon="hourglass", label=lazy("Late client actions"),
    rows=_late_of_clients, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items, acts=_ACTS,
    measured="days",
    awaited_rows=_awaited_rows, awaited=_awaited,
)  # fmt: skip
