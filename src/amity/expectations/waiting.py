"""Promises to keep, conflicts to settle, and what clients expect: where they wait for someone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.waiting import named, naming_contact
from amity.expectations import policy, queries, rules
from amity.expectations.changes import Move
from amity.expectations.commands import move_expectation
from amity.expectations.models import Conflict, Expectation, ExpectationQuerySet
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, sharing_accounts

KEPT = "kept"
BY_DUE_DATE: Final = F("promised_until").asc(nulls_last=True)
BY_DAY_TO_TELL: Final = F("speak_by").asc(nulls_last=True)


def register() -> None:
    """Register promises, conflicts and expectations."""
    kinds.register(CONFLICTS)
    kinds.register(PROMISES)
    kinds.register(EXPECTED)


def mark_met(by: Actor, expectation_id: int, sent: Sent, now: datetime) -> None:
    """Mark a promise as kept, or an expectation as met."""
    move_expectation(by=by, expectation_id=expectation_id, version=sent.version, move=Move(rules.MET), now=now)


def reopen(by: Actor, expectation_id: int, now: datetime) -> None:
    """Take that back."""
    seen = queries.expectation_seen_by(by, expectation_id)
    move = Move(rules.OPEN)
    move_expectation(by=by, expectation_id=expectation_id, version=seen.version, move=move, now=now)


def _live() -> ExpectationQuerySet:
    rows = Expectation.objects.filter(state__in=rules.LIVE)
    rows = rows.select_related("account__manager", "stated_by", "promised_by")
    return rows.prefetch_related(covers_along("account"))


def _promises(person: Person, today: date) -> "QuerySet[Expectation]":
    return _live().filter(kind=rules.PROMISE, promised_by=person).order_by(BY_DUE_DATE, "pk")


def _promises_on(by: Actor, account_id: int, today: date) -> "QuerySet[Expectation]":
    rows = _live().filter(kind=rules.PROMISE, account=account_id).visible_to(person_of(by))
    return rows.order_by(BY_DUE_DATE, "pk")


def _expected_on(by: Actor, account_id: int, today: date) -> "QuerySet[Expectation]":
    rows = _live().filter(account=account_id).exclude(kind=rules.PROMISE).visible_to(person_of(by))
    return rows.order_by("pk")


def _promise_items(by: Actor, rows: Sequence[Expectation], today: date) -> list[Item]:
    sharing_accounts(rows)
    return [
        _item(by, row, row.promised_until, today, naming_contact(_promised(by, row), row.stated_by)) for row in rows
    ]


def _promised(by: Actor, row: Expectation) -> str:
    if row.promised_by_id == by.person_id:
        return _("Promise to %(who)s")
    name = row.promised_by.name if row.promised_by else ""
    return _("%(name)s’s promise to %(who)s") % {"name": name, "who": "%(who)s"}


def _expected_items(by: Actor, rows: Sequence[Expectation], today: date) -> list[Item]:
    sharing_accounts(rows)
    return [_item(by, row, None, today, naming_contact(_("Expected by %(who)s"), row.stated_by)) for row in rows]


def _item(by: Actor, row: Expectation, due: date | None, today: date, lead: str) -> Item:
    may_change = bool(policy.may_change(person_of(by), row))
    stated_on = formats.day(row.stated_on, today) if row.stated_on else ""
    assumed = "" if row.stated_by else _("Assumed: no one has said so")
    return Item(
        id=row.pk,
        version=row.version,
        title=row.statement,
        address=reverse("expectations:expectation", args=[row.pk]),
        account=named(row.account),
        lead=lead,
        notes=[note for note in (assumed, row.stated_in, stated_on) if note],
        due=due,
        days_late=days_late(due, today),
        acts=(KEPT,) if may_change else (),
    )


def _conflicts(person: Person, today: date) -> "QuerySet[Conflict]":
    """Conflicts that the person has to settle, or to tell the client about."""
    answered_for = Account.objects.managed_by(person).values("pk")
    mine = Q(answer="", expectation__account__in=answered_for) | ~Q(answer="") & Q(speaker=person)
    return _open_conflicts().filter(mine).order_by(BY_DAY_TO_TELL, "found_at")


def _conflicts_on(by: Actor, account_id: int, today: date) -> "QuerySet[Conflict]":
    seen = Expectation.objects.visible_to(person_of(by)).filter(account=account_id)
    return _open_conflicts().filter(expectation__in=seen.values("pk")).order_by(BY_DAY_TO_TELL, "found_at")


def _open_conflicts() -> "QuerySet[Conflict]":
    rows = Conflict.objects.filter(closed_at=None)
    return rows.select_related("expectation__account", "expectation__stated_by", "line")


def _conflict_items(by: Actor, rows: Sequence[Conflict], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            title=row.believed,
            address=reverse("expectations:expectation", args=[row.expectation_id]) + f"#conflict-{row.pk}",
            account=named(row.expectation.account),
            lead=naming_contact(_("Expected by %(who)s"), row.expectation.stated_by),
            notes=[_("Agreed: %(what)s") % {"what": row.agreed}, *([row.line.title] if row.line else [])],
            due=row.speak_by,
            days_late=days_late(row.speak_by, today),
            since=_("found %(day)s") % {"day": formats.day(person_of(by).day_of(row.found_at), today)},
            open=_("Record the outcome") if row.answer else _("Compare options"),
        )
        for row in rows
    ]


PROMISES = Kind(
    key="promise", order=20, icon="flag", label=lazy("Promises"),
    rows=_promises, late=lambda today: Q(promised_until__lt=today), on_account=_promises_on, contact="stated_by",
    items=_promise_items,
    acts={KEPT: Act(label=lazy("Mark as kept"), run=mark_met, undo=reopen, done=lazy("Promise marked as kept."))},
)  # fmt: skip
EXPECTED = Kind(
    key="expectation", order=90, icon="message-circle", label=lazy("Expectations"),
    on_account=_expected_on, contact="stated_by", items=_expected_items,
    acts={KEPT: Act(label=lazy("Mark as met"), run=mark_met, undo=reopen, done=lazy("Expectation marked as met."))},
)  # fmt: skip
CONFLICTS = Kind(
    key="conflict", order=10, icon="arrows-exchange", label=lazy("Conflicts"),
    rows=_conflicts, late=lambda today: Q(speak_by__lt=today), on_account=_conflicts_on,
    contact="expectation__stated_by", items=_conflict_items,
)  # fmt: skip
