"""What is passed on, where it waits: for a colleague to acknowledge, or for the account manager to tell the client."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.accounts.of_person import of_covered_manager, of_handled_accounts
from amity.accounts.opened import accounts_opened_by
from amity.accounts.waiting import naming_contact, weight_of
from amity.audit.words import Named
from amity.conversations.models import PassOn
from amity.conversations.passing import commands, queries
from amity.conversations.passing.changes import InformedFields
from amity.conversations.passing.wording import open_words
from amity.conversations.rules import ACKNOWLEDGED, CLIENT_KNOWS, KEPT_BACK, NOT_FOR_TEAM, OPEN, TO_CLIENT, TO_TEAM
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui.channels import HOW_INFORMED
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Act, Awaited, Item, Kind, Sent, Together, days_late, naming, sharing_accounts
from amity.waiting.stakes import Stakes, grown
from amity.waiting.todos import ANSWER, TALK

ACKNOWLEDGE, NOT_OURS, KNOWS = "acknowledge", "not_for_team", "client_knows"
ACTS = {ACKNOWLEDGED: ACKNOWLEDGE, NOT_FOR_TEAM: NOT_OURS, CLIENT_KNOWS: KNOWS}


def register() -> None:
    """Register both directions."""
    kinds.register(TO_ACKNOWLEDGE)
    kinds.register(TO_TELL)


def acknowledge(by: Actor, passed_id: int, sent: Sent, now: datetime) -> None:
    """Acknowledge something."""
    commands.acknowledge(by=by, passed_id=passed_id, version=sent.version, now=now)


def find_not_for_team(by: Actor, passed_id: int, sent: Sent, now: datetime) -> None:
    """Close something that isn't for the team."""
    commands.find_not_for_team(by=by, passed_id=passed_id, version=sent.version, now=now)


def mark_client_knows(by: Actor, passed_id: int, sent: Sent, now: datetime) -> None:
    """Record that the client knows. What was typed is how."""
    fields = InformedFields(sent.text)
    commands.mark_client_knows(by=by, passed_id=passed_id, version=sent.version, fields=fields, now=now)


def reopen(by: Actor, passed_id: int, now: datetime) -> None:
    """Take the answer back."""
    commands.reopen(by=by, passed_id=passed_id, now=now)


def _to_acknowledge(person: Person, today: date) -> "QuerySet[PassOn]":
    return any_of(queries.open_rows(TO_TEAM), Q(colleague=person), of_covered_manager(person, "colleague"))


def _to_tell(person: Person, today: date) -> "QuerySet[PassOn]":
    return queries.open_rows(TO_CLIENT).filter(of_handled_accounts(person))


def _team_on_account(by: Actor, account_id: int, today: date) -> "QuerySet[PassOn]":
    return _on_account(by, account_id, TO_TEAM)


def _client_on_account(by: Actor, account_id: int, today: date) -> "QuerySet[PassOn]":
    return _on_account(by, account_id, TO_CLIENT)


def _on_account(by: Actor, account_id: int, direction: str) -> "QuerySet[PassOn]":
    return _both_on_account(by, account_id).filter(direction=direction)


def _both_on_account(by: Actor, account_id: int, today: date | None = None) -> "QuerySet[PassOn]":
    rows = PassOn.objects.visible_to(person_of(by)).filter(account=account_id, state=OPEN)
    return queries.with_people(rows).order_by("raised_at", "pk")


def _items(by: Actor, rows: Sequence[PassOn], today: date) -> list[Item]:
    sharing_accounts(rows)
    opened = accounts_opened_by(by, [row.account for row in rows])
    now = timezone.now()
    times = queries.open_times(rows, now)
    found = [
        Item(
            id=row.pk,
            version=row.version,
            title=row.text,
            address=address_with("conversations:passed", row.pk),
            account=linked(row.account, opened),
            lead=_lead(by, row),
            notes=_notes(by, row),
            due=row.due_on,
            days_late=days_late(row.due_on, today),
            since=open_words(row, times[row.pk], now),
            acts=[ACTS[answer] for answer in queries.answers_open_to(by, row) if answer in ACTS],
            stakes=_stakes(row, today),
            cause=f"project {row.project_id}" if row.project_id and row.direction == TO_CLIENT else "",
            open=_("Keep back…") if (form := _form_to_keep(by, row)) else "",
            form=form,
        )
        for row in rows
    ]
    return [_with_own_page(by, item, row) for item, row in zip(found, rows, strict=True)]


def _with_own_page(by: Actor, item: Item, row: PassOn) -> Item:
    """Return an item with its words on the page of the contact who said so."""
    if row.direction == TO_CLIENT:
        return item
    is_led = row.colleague is not None and row.colleague_id != by.person_id
    return replace(item, on_contact=replace(item, lead=item.lead if is_led else "", notes=_notes(by, row, named=False)))


def _form_to_keep(by: Actor, row: PassOn) -> str:
    """Return the address of the form that keeps it back from the client, "" where the actor can't."""
    may_keep = KEPT_BACK in queries.answers_open_to(by, row)
    return reverse("conversations:answer_passed", args=[row.pk, KEPT_BACK]) if may_keep else ""


def _stakes(row: PassOn, today: date) -> Stakes:
    """Return what it means while one side doesn't know: more at the client, and with those who decide."""
    is_for_client = row.direction == TO_CLIENT
    weight = weight_of(row.contact if is_for_client else row.stated_by)
    return grown(2 + is_for_client, 2, days_late=days_late(row.due_on, today), weight=weight)


def linked(account: Account, opened: frozenset[int]) -> Named:
    """Return an account with the address of its page, for readers who can open it."""
    return Named(account.name, address_with("accounts:account", account.pk) if account.pk in opened else "")


def _lead(by: Actor, row: PassOn) -> str:
    if row.direction == TO_CLIENT:
        return naming_contact(by, _("For %(who)s"), row.contact, row.account) or naming(
            _("For %(who)s"), row.account.name
        )
    if row.colleague is not None and row.colleague_id != by.person_id:
        return naming(_("Waiting for %(who)s"), row.colleague.name)
    source = naming_contact(by, _("%(who)s said so"), row.stated_by, row.account)
    return source or naming(_("From %(who)s"), row.raised_by.name)


def _notes(by: Actor, row: PassOn, *, named: bool = True) -> list[str]:
    sentence = _("raised by %(who)s") if row.direction == TO_CLIENT else _("passed on by %(who)s")
    source = row.stated_by if named and row.direction == TO_TEAM and row.colleague_id != by.person_id else None
    is_from = row.direction == TO_TEAM and row.colleague_id in (None, by.person_id) and row.stated_by is None
    notes = [
        _("%(who)s said so") % {"who": source.name} if source else "",
        row.project.name if row.project else "",
        sentence % {"who": row.raised_by.name} if row.raised_by_id != by.person_id and not is_from else "",
    ]
    return [note for note in notes if note]


def _awaited_rows(person: Person, today: date) -> "QuerySet[PassOn]":
    return queries.open_rows(TO_TEAM).filter(raised_by=person)


def _awaited(person: Person, rows: Sequence[PassOn]) -> list[Awaited]:
    return [
        Awaited(
            title=row.text,
            who=row.colleague.name if row.colleague else "",
            subject=row.account.name,
            address=address_with("conversations:passed", row.pk),
            due=row.due_on,
        )
        for row in rows
    ]


def _to_hear(items: Sequence[Item], total: int) -> str:
    """Return how much there is to tell the client."""
    sentence = ngettext(
        "There is one thing to tell the client.", "There are %(count)s things to tell the client.", total
    )
    return sentence % {"count": total}


TOGETHER = Together(
    rows=_both_on_account, key_of=lambda row: "passed" if row.direction == TO_TEAM else "tell",
    of_contact=lambda contact: Q(direction=TO_TEAM, stated_by=contact) | Q(direction=TO_CLIENT, contact=contact),
)  # fmt: skip
TO_ACKNOWLEDGE = Kind(
    key="passed", order=15, todo=ANSWER, icon="message-circle", label=lazy("To acknowledge"),
    label_open=lazy("Not yet acknowledged"),
    label_contact=lazy("%(name)s said this, and it isn’t passed on yet"),
    rows=_to_acknowledge, by_roles=True,
    late=lambda today: Q(due_on__lt=today), on_account=_team_on_account, contact="stated_by",
    together=TOGETHER, items=_items, awaited_rows=_awaited_rows, awaited=_awaited,
    acts={
        ACKNOWLEDGE: Act(
            label=lazy("Acknowledge"), run=acknowledge, undo=reopen, done=lazy("Acknowledged."),
        ),
        NOT_OURS: Act(
            label=lazy("Doesn’t concern the team"), run=find_not_for_team, undo=reopen,
            done=lazy("Closed: not for the team."),
        ),
    },
)  # fmt: skip
TO_TELL = Kind(
    key="tell", order=17, todo=TALK, icon="message-circle", label=lazy("To tell the client"),
    label_open=lazy("Not yet told"),
    label_contact=lazy("%(name)s doesn’t know yet"), only_names_contact=True, finding=_to_hear,
    rows=_to_tell, by_roles=True,
    late=lambda today: Q(due_on__lt=today), on_account=_client_on_account, contact="contact",
    together=TOGETHER, items=_items,
    acts={
        KNOWS: Act(
            label=lazy("They know"), run=mark_client_knows, undo=reopen, asks="channel",
            question=HOW_INFORMED, done=lazy("Recorded that the client knows."),
        )
    },
)  # fmt: skip
