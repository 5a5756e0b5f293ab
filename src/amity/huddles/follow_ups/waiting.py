"""What someone took from a huddle: it waits for them until it is done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.huddles import policy
from amity.huddles.follow_ups import commands
from amity.huddles.models import FollowUp
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, naming
from amity.waiting.stakes import Stakes
from amity.waiting.todos import DELIVER

DONE = "done"


def register() -> None:
    """Register follow-ups."""
    kinds.register(FOLLOW_UPS)


def finish(by: Actor, follow_up_id: int, sent: Sent, now: datetime) -> None:
    """Mark a follow-up as done."""
    commands.finish_follow_up(by=by, follow_up_id=follow_up_id, version=sent.version, now=now)


def reopen(by: Actor, follow_up_id: int, now: datetime) -> None:
    """Reopen it."""
    commands.reopen_follow_up(by=by, follow_up_id=follow_up_id, now=now)


def _rows(person: Person, today: date) -> "QuerySet[FollowUp]":
    """Return the person's open follow-ups, and those of an account manager whose account they cover."""
    covered = Q(of_handled_accounts(person), owner=F("account__manager"))
    return _with_huddle(any_of(FollowUp.objects.filter(done_at=None), Q(owner=person), covered))


def _on_account(by: Actor, account_id: int, today: date) -> "QuerySet[FollowUp]":
    rows = FollowUp.objects.visible_to(person_of(by)).filter(account=account_id, done_at=None)
    return _with_huddle(rows)


def _with_huddle(rows: "QuerySet[FollowUp]") -> "QuerySet[FollowUp]":
    found = rows.select_related("account", "owner", "huddle__manager", "huddle__partner", "point")
    return found.order_by("due_on", "pk")


def _items(by: Actor, rows: Sequence[FollowUp], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=row.what,
            address=reverse("huddles:huddle", args=[row.huddle_id]),
            account=named(row.account),
            lead=_lead(by, row),
            notes=[row.point.source] if row.point.source else [],
            due=row.due_on,
            days_late=days_late(row.due_on, today),
            acts=(DONE,) if policy.may_finish(person_of(by), row) else (),
            open=_("Open huddle"),
            stakes=Stakes(client=row.point.client_effect, agency=row.point.agency_effect),
            cause=f"{row.point.kind} {row.point.item}",
        )
        for row in rows
    ]


def _lead(by: Actor, row: FollowUp) -> str:
    if row.owner_id != by.person_id:
        return naming(_("For %(who)s"), row.owner.name)
    other = row.huddle.partner if row.huddle.manager_id == row.owner_id else row.huddle.manager
    return naming(_("From the huddle with %(who)s"), other.name)


FOLLOW_UPS = Kind(
    key="follow_up", order=24, todo=DELIVER, icon="users", label=lazy("From the huddle"),
    rows=_rows, on_account=_on_account, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items,
    acts={DONE: Act(label=lazy("Mark as done"), run=finish, undo=reopen, done=lazy("Follow-up done."))},
)  # fmt: skip
