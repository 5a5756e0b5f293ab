"""Load what is due next in many jobs and what blocks them, in a number of queries that no count changes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import BigIntegerField, CharField, DateField, FilteredRelation, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from amity.agency.editions.by_roles import rows_by_roles
from amity.agency.queries import agency_day
from amity.agreements import rules as agreements
from amity.agreements.queries import agreements_seen_by
from amity.agreements.review.models import Review
from amity.briefs.models import Brief, HoursAsked
from amity.handoff import rules as handoffs
from amity.handoff.models import Handoff
from amity.monitoring import rules as monitoring
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.people.queries import person_of
from amity.projects.models import Milestone
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Prepared, many
from amity.work.dates import rules
from amity.work.dates.rules import Blocker, NextDate
from amity.work.records import ProjectRecord

FEW = 100
"""Up to so many ids are named in a query; of more, everything open is read."""


@dataclass(slots=True)
class Pending:
    """The open dates and the blockers of one job, and whether something is expected of the client."""

    dates: list[NextDate] = field(default_factory=list)
    blockers: list[Blocker] = field(default_factory=list)
    expects_input: bool = False


Jobs = defaultdict[int, Pending]
Among = Callable[[str], Q]
"""The condition that a column names one of the projects that are asked for."""


def pending_of_projects(by: Actor, rows: Sequence[ProjectRecord], today: date) -> Jobs:
    """Return what is open in each of some projects that the actor sees, by id."""
    found: Jobs = defaultdict(Pending)
    if not rows:
        return found
    ids = {row.pk for row in rows}
    _add_dated(found, ids, today)
    _add_handoffs(found, by, rows, today)
    _add_reviews(found, by, rows)
    return found


def pending_of_briefs(rows: Sequence[Brief]) -> Jobs:
    """Return what is open in each of some briefs, by id: the day it is wanted, and hours that colleagues owe."""
    found: Jobs = defaultdict(Pending)
    for row in rows:
        if row.wanted_on is not None:
            found[row.pk].dates.append(NextDate(row.wanted_on, rules.WANTED))
    asked = OWED.rows({"line__brief_id": [row.pk for row in rows]}) if rows else ()
    for brief, title, person, name, due_on in asked:
        address = reverse("briefs:brief", args=[brief])
        found[brief].dates.append(NextDate(due_on, rules.HOURS, title))
        found[brief].blockers.append(
            Blocker(rules.SLIGHT, rules.HOURS, title, name, due_on, address, frozenset({person}))
        )
    return found


def _owed() -> QuerySet[HoursAsked, Any]:
    """Return the hours that colleagues owe in some briefs, as brief, line, colleague, their name and the due date."""
    rows = HoursAsked.objects.filter(many("line__brief_id"), line__removed=False, answered_at=None, withdrawn_at=None)
    return rows.values_list("line__brief", "line__line__title", "person", "person__name", "due_on")


OWED: Final = Prepared(_owed)


def _among_ids(ids: Collection[int]) -> Among:
    """Return the condition that a row is of some projects."""
    return lambda name: Q(**{f"{name}__in": list(ids)})


def _of_any(name: str) -> Q:
    """Return the condition that a row is of any project, for many."""
    return Q(**{f"{name}__isnull": False})


def _add_dated(found: Jobs, ids: set[int], today: date) -> None:
    """Milestones, requests in a retainer, client input and the register's open entries, in one query."""
    for kind, project, *row in _dated(_among_ids(ids)) if len(ids) <= FEW else DATED.rows({}):
        if project in ids:
            ADD[kind](found[project], Dated(*row), today)


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with a day, whatever it is. `instead` is another day that counts instead, where there is one.

    `asked_on` is when a client was asked for their input.
    """

    pk: int
    title: str
    day: date
    instead: date | None
    asked_on: date | None
    severity: int
    owner_id: int | None
    name: str | None


def _dated(among: Among) -> "QuerySet[Any, Any]":
    never, nobody = Cast(Value(None), DateField()), Cast(Value(None), BigIntegerField())
    nameless, slight = Value("", CharField()), Value(rules.SLIGHT, IntegerField())
    milestones = Milestone.objects.filter(among("project"), delivered_on=None)
    requests = Request.objects.filter(among("item__project"), closed_at=None, wanted_on__isnull=False)
    inputs = ClientInput.objects.filter(among("project"), state__in=monitoring.WAITED_FOR)
    # A risk has not happened yet.
    entries = RegisterEntry.objects.filter(among("project")).exclude(state=monitoring.CLOSED)
    return milestones.values_list(
        Value(rules.MILESTONE), "project", "pk", "name", "due_on", never, never, slight, nobody, nameless
    ).union(
        requests.values_list(
            Value(rules.REQUEST), "item__project", "pk", "item__title", "wanted_on", never, never, slight, nobody,
            nameless,
        ),
        inputs.values_list(
            Value(rules.INPUT), "project", "pk", "what", "due_on", "promised_on", "asked_on", slight, nobody,
            "contact__name",
        ),
        entries.exclude(kind=monitoring.RISK).values_list(
            Value(rules.ENTRY), "project", "pk", "title", "raised_on", "waits_since", never,
            Cast("severity", IntegerField()), "owner", "owner__name",
        ),
        all=True,
    )  # fmt: skip


DATED: Final = Prepared(lambda: _dated(_of_any))


def _add_milestone(pending: Pending, row: Dated, today: date) -> None:
    pending.dates.append(NextDate(row.day, rules.MILESTONE, row.title))


def _add_request(pending: Pending, row: Dated, today: date) -> None:
    pending.dates.append(NextDate(row.day, rules.REQUEST, row.title))


def _add_input(pending: Pending, row: Dated, today: date) -> None:
    """What we need from the client; late, it blocks. What they weren't asked for yet isn't expected of them."""
    pending.dates.append(NextDate(row.instead or row.day, rules.INPUT, row.title))
    if row.asked_on is None:
        return
    pending.expects_input = True
    since = max(row.day, row.asked_on)
    if since < today:
        address = reverse("monitoring:client_input", args=[row.pk])
        pending.blockers.append(Blocker(rules.SERIOUS, rules.INPUT, row.title, row.name or "", since, address))


def _add_entry(pending: Pending, row: Dated, today: date) -> None:
    address = reverse("monitoring:entry", args=[row.pk])
    people = frozenset({row.owner_id} if row.owner_id else ())
    pending.blockers.append(
        Blocker(row.severity, rules.ENTRY, row.title, row.name or "", row.instead or row.day, address, people)
    )


ADD: Final[Mapping[str, Callable[[Pending, Dated, date], None]]] = {
    rules.MILESTONE: _add_milestone, rules.REQUEST: _add_request, rules.INPUT: _add_input, rules.ENTRY: _add_entry,
}  # fmt: skip


def _add_handoffs(found: Jobs, by: Actor, rows: Sequence[ProjectRecord], today: date) -> None:
    """Hand-offs no one has taken yet, for those who see them, and conditions that are not met."""
    ids = {row.pk for row in rows}
    begun, read = set(), set()
    unmet: list[tuple[int, Blocker]] = []
    handoffs_read = (
        _handoffs(by, _among_ids(ids))
        if len(ids) <= FEW
        else rows_by_roles("hand-offs of all jobs", by, today, {}, lambda anyone: _handoffs(anyone, _of_any))
    )
    for handoff in handoffs_read:
        project, key, item, state, offered_at, taker, name, giver, from_whom, text, owner, whose, due_on = handoff
        if due_on is not None and project in ids:
            unmet.append((project, _condition(key, text, owner, whose, due_on, today)))
        begun |= {project} if item is None else set()
        if key in read or item is not None or project not in ids or state in handoffs.TAKEN:
            continue
        read.add(key)
        address = reverse("handoff:handoff", args=[key])
        if state == handoffs.OFFERED:
            since, who, people = agency_day(offered_at), name, frozenset({taker})
            found[project].blockers.append(Blocker(rules.SLIGHT, rules.OFFER, "", who or "", since, address, people))
        else:
            kind = rules.RETURNED if state == handoffs.RETURNED else rules.NO_HANDOFF
            people = frozenset({giver})
            found[project].blockers.append(Blocker(rules.SLIGHT, kind, "", from_whom or "", None, address, people))
    for row in rows:
        if row.waits_for_handoff and row.pk not in begun and _will_be_handed_off(row):
            address = reverse("projects:project", args=[row.pk])
            found[row.pk].blockers.append(Blocker(rules.SLIGHT, rules.NO_HANDOFF, address=address))
            if row.starts_on is not None:
                found[row.pk].dates.append(NextDate(row.starts_on, rules.HANDOFF))
    for project, blocker in unmet:
        found[project].dates.append(NextDate(blocker.since or today, rules.CONDITION, blocker.name))
        found[project].blockers.append(blocker)


def _handoffs(by: Actor, among: Among) -> "QuerySet[Any, Any]":
    """Return the hand-offs that the actor sees, each with its conditions that are not met."""
    open_ones = FilteredRelation("conditions", condition=Q(conditions__done_at=None))
    columns = ("project", "pk", "item", "state", "offered_at", "taker", "taker__name", "giver", "giver__name")
    conditions = ("condition__text", "condition__owner", "condition__owner__name", "condition__due_on")
    seen = Handoff.objects.visible_to(person_of(by)).filter(among("project"))
    return seen.annotate(condition=open_ones).values_list(*columns, *conditions)


def _will_be_handed_off(row: ProjectRecord) -> bool:
    """Whether a project has an account manager who hands it off to someone else, signed or not, as on Today."""
    return row.giver_id is not None and row.giver_id != row.manager_id


def _condition(handoff: int, text: str, owner: int, name: str, due_on: date, today: date) -> Blocker:
    """A condition of an accepted hand-off that is not met; an overdue one weighs more."""
    severity = rules.SERIOUS if due_on < today else rules.SLIGHT
    address = reverse("handoff:handoff", args=[handoff])
    return Blocker(severity, rules.CONDITION, text, name, due_on, address, frozenset({owner}))


def _add_reviews(found: Jobs, by: Actor, rows: Sequence[ProjectRecord]) -> None:
    """Reviews that wait, of agreements in review that the actor sees."""
    waiting = [row for row in rows if row.agreement_state == agreements.IN_REVIEW]
    if not waiting:
        return
    seen = agreements_seen_by(by).filter(pk__in=[row.agreement_id for row in waiting]).values("pk")
    reviews = Review.objects.filter(version__agreement__in=seen, verdict="")
    by_agreement = defaultdict(list)
    for agreement, role, due_at in reviews.values_list("version__agreement", "role", "due_at"):
        by_agreement[agreement].append((role, agency_day(due_at)))
    for row in waiting:
        for role, due_on in by_agreement[row.agreement_id or 0]:
            address = reverse("agreements:agreement", args=[row.agreement_id])
            found[row.pk].dates.append(NextDate(due_on, rules.REVIEW, role))
            found[row.pk].blockers.append(Blocker(rules.SLIGHT, rules.REVIEW, role, "", due_on, address))
