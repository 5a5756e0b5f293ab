"""What is open around a call, as far as the actor can see it: a query for each kind of rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from amity.accounts.any_account import ACCOUNT
from amity.accounts.models import Preference
from amity.accounts.preferences.queries import preferences_seen_by, worded
from amity.accounts.timeline.sources import NOW
from amity.agency.editions.by_roles import rows_by_roles
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.agreements.rules import WITH_CLIENT
from amity.conversations import rules
from amity.conversations.calls.call import Call
from amity.conversations.models import Action, Note, NotePerson, NotePoint, PassOn
from amity.conversations.notes.queries import points_of
from amity.expectations.models import Conflict, Expectation, ExpectationQuerySet
from amity.expectations.rules import LIVE
from amity.monitoring.models import ClientInput
from amity.monitoring.rules import WAITED_FOR
from amity.people.models import Person
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Statement, few, few_ids

OnCall = Callable[[str], Q]
"""The condition that a column names one of the contacts on the call."""
Make = Callable[[Actor, OnCall], "QuerySet[Any, Any]"]
MOST: Final = 50
"""Rows of a kind that are read: what matters first is among them, and the page shows fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The rows around a call. `last` is the newest note with one of its contacts, `points` what its lines became."""

    conflicts: Sequence[Conflict]
    requests: Sequence[Request]
    expectations: Sequence[Expectation]
    inputs: Sequence[ClientInput]
    untold: Sequence[PassOn]
    kept_back: Sequence[PassOn]
    actions: Sequence[Action]
    agreements: Sequence[Agreement]
    preferences: Sequence[Preference]
    talks: Mapping[int, datetime]
    last: Note | None
    points: Sequence[NotePoint]


def around(by: Actor, call: Call) -> Around:
    """Return everything open around a call."""
    passed, last = _read(by, call, _passed), next(iter(_read(by, call, _last_note)), None)
    return Around(
        conflicts=_read(by, call, _conflicts),
        requests=_read(by, call, _requests),
        expectations=_read(by, call, _expectations),
        inputs=_read(by, call, _inputs),
        untold=[row for row in passed if row.state == rules.OPEN],
        kept_back=[row for row in passed if row.state == rules.KEPT_BACK],
        actions=_read(by, call, _actions),
        agreements=_read(by, call, _agreements),
        preferences=worded(_read(by, call, _preferences)),
        talks=dict(_read(by, call, _talks)),
        last=last,
        points=points_of(last) if last is not None else (),
    )


def _read(by: Actor, call: Call, make: Make) -> list[Any]:
    """Return the rows of a query, written once for the actor's roles where few contacts are on the call."""
    given, ids = {"account": call.account.pk, "now": call.now}, call.contact_ids
    on_call, holders = few_ids("contact", ids), few_ids("holder", ids)
    if on_call is None or holders is None:
        statement = Statement(make(by, lambda column: Q(**{f"{column}__in": ids})))
        return statement.rows({"person": by.person_id, **given})
    today = person_of(by).day_of(call.now)
    name = ("before a call", make)
    return rows_by_roles(name, by, today, given | on_call | holders, lambda anyone: make(anyone, few))


def _expected(by: Actor) -> ExpectationQuerySet:
    return Expectation.objects.visible_to(person_of(by)).filter(account=ACCOUNT)


def _expectations(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    live = _expected(by).filter(state__in=LIVE).select_related("stated_by", "promised_by", "line")
    return live.order_by(F("promised_until").asc(nulls_last=True), "pk")[:MOST]


def _conflicts(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    rows = Conflict.objects.filter(closed_at=None, expectation__in=_expected(by).values("pk"))
    return rows.select_related("expectation__stated_by", "line").order_by("found_at", "pk")[:MOST]


def _requests(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    rows = Request.objects.visible_to(person_of(by)).filter(account=ACCOUNT, closed_at=None, item=None)
    return rows.select_related("contact", "project").order_by("asked_on", "pk")[:MOST]


def _inputs(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    rows = ClientInput.objects.visible_to(person_of(by)).filter(account=ACCOUNT, state__in=WAITED_FOR)
    return rows.select_related("contact").order_by("due_on", "pk")[:MOST]


def _actions(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    rows = Action.objects.visible_to(person_of(by)).filter(on_call("contact"), account=ACCOUNT, done_at=None)
    return rows.select_related("contact").order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]


def _agreements(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    return agreements_seen_by(by).select_related(None).filter(account=ACCOUNT, state=WITH_CLIENT)[:MOST]


def _passed(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    """Return what these contacts don't know yet, and what is kept back from them, the newest first."""
    rows = PassOn.objects.visible_to(person_of(by)).filter(account=ACCOUNT, direction=rules.TO_CLIENT)
    rows = rows.filter(Q(contact=None) | on_call("contact"), state__in=(rules.OPEN, rules.KEPT_BACK))
    return rows.select_related("contact", "raised_by").order_by("-raised_at", "-pk")[:MOST]


def _preferences(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    """Return the preferences of these contacts and of everyone at the client."""
    rows = preferences_seen_by(by).filter(account=ACCOUNT)
    return rows.filter(Q(holder=None) | on_call("holder")).order_by("pk")


def _talks(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    """Return each contact with the moment of the last talk of which there is a note."""
    seen = Note.objects.visible_to(person_of(by)).filter(pk=OuterRef("note"), held_at__lte=NOW)
    rows = NotePerson.objects.filter(Exists(seen), on_call("contact"), was_absent=False)
    return rows.order_by().values_list("contact").annotate(last=Max("note__held_at"))


def _last_note(by: Actor, on_call: OnCall) -> "QuerySet[Any, Any]":
    with_them = NotePerson.objects.filter(on_call("contact"), note=OuterRef("pk"), was_absent=False)
    rows = Note.objects.visible_to(person_of(by)).filter(Exists(with_them), account=ACCOUNT, held_at__lte=NOW)
    return rows.order_by("-held_at", "-pk")[:1]


def last_talk_on(talks: Mapping[int, datetime], contact_id: int, reader: Person) -> date | None:
    """Return the reader's date of the last talk with a contact."""
    moment = talks.get(contact_id)
    return reader.day_of(moment) if moment is not None else None
