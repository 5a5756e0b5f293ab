"""What is open around a call, as far as the actor can see it: a query for each kind of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, F, Max, OuterRef, Q

from amity.accounts.models import Preference
from amity.accounts.preferences.queries import preferences_seen_by, worded
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.agreements.rules import WITH_CLIENT
from amity.conversations import rules
from amity.conversations.calls.call import Call
from amity.conversations.models import Action, Note, NotePerson, NotePoint, PassOn
from amity.conversations.notes.queries import points_of
from amity.expectations.models import Conflict, Expectation
from amity.expectations.rules import LIVE
from amity.monitoring.models import ClientInput
from amity.monitoring.rules import WAITED_FOR
from amity.people.models import Person
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.shared.actor import Actor

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
    person, account = person_of(by), call.account.pk
    expected = Expectation.objects.visible_to(person).filter(account=account)
    live = expected.filter(state__in=LIVE).select_related("stated_by", "promised_by", "line")
    conflicts = Conflict.objects.filter(closed_at=None, expectation__in=expected.values("pk"))
    requests = Request.objects.visible_to(person).filter(account=account, closed_at=None, item=None)
    inputs = ClientInput.objects.visible_to(person).filter(account=account, state__in=WAITED_FOR)
    actions = Action.objects.visible_to(person).filter(account=account, done_at=None, contact__in=call.contact_ids)
    passed, last = _passed(person, call), _last_note(person, call)
    return Around(
        conflicts=list(conflicts.select_related("expectation__stated_by", "line").order_by("found_at", "pk")[:MOST]),
        requests=list(requests.select_related("contact", "project").order_by("asked_on", "pk")[:MOST]),
        expectations=list(live.order_by(F("promised_until").asc(nulls_last=True), "pk")[:MOST]),
        inputs=list(inputs.select_related("contact").order_by("due_on", "pk")[:MOST]),
        untold=[row for row in passed if row.state == rules.OPEN],
        kept_back=[row for row in passed if row.state == rules.KEPT_BACK],
        actions=list(actions.select_related("contact").order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]),
        agreements=list(agreements_seen_by(by).select_related(None).filter(account=account, state=WITH_CLIENT)[:MOST]),
        preferences=_preferences(by, call),
        talks=_talks(person, call),
        last=last,
        points=points_of(last) if last is not None else (),
    )


def _passed(person: Person, call: Call) -> list[PassOn]:
    """Return what these contacts don't know yet, and what is kept back from them, the newest first."""
    rows = PassOn.objects.visible_to(person).filter(account=call.account, direction=rules.TO_CLIENT)
    rows = rows.filter(Q(contact=None) | Q(contact__in=call.contact_ids), state__in=(rules.OPEN, rules.KEPT_BACK))
    return list(rows.select_related("contact", "raised_by").order_by("-raised_at", "-pk")[:MOST])


def _preferences(by: Actor, call: Call) -> list[Preference]:
    """Return the preferences of these contacts and of everyone at the client."""
    rows = preferences_seen_by(by).filter(account=call.account)
    return worded(rows.filter(Q(holder=None) | Q(holder__in=call.contact_ids)).order_by("pk"))


def _talks(person: Person, call: Call) -> dict[int, datetime]:
    """Return the moment of the last talk with each contact of which there is a note."""
    seen = Note.objects.visible_to(person).filter(pk=OuterRef("note"), held_at__lte=call.now)
    rows = NotePerson.objects.filter(Exists(seen), contact__in=call.contact_ids, was_absent=False)
    return dict(rows.order_by().values_list("contact").annotate(last=Max("note__held_at")))


def _last_note(person: Person, call: Call) -> Note | None:
    with_them = NotePerson.objects.filter(note=OuterRef("pk"), contact__in=call.contact_ids, was_absent=False)
    rows = Note.objects.visible_to(person).filter(Exists(with_them), account=call.account, held_at__lte=call.now)
    return rows.order_by("-held_at", "-pk").first()


def last_talk_on(talks: Mapping[int, datetime], contact_id: int, reader: Person) -> date | None:
    """Return the reader's date of the last talk with a contact."""
    moment = talks.get(contact_id)
    return reader.day_of(moment) if moment is not None else None
