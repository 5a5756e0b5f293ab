"""Decisions that wait: a colleague's answer, a decision that is due, and one to look back on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.decisions import rules
from amity.decisions.from_conflict import ORIGIN
from amity.decisions.models import Consultation, Decision
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, days_late, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER, DECIDE

SOON = 2
"""Days before its deadline from which a decision waits."""


def register() -> None:
    """Register the three kinds."""
    for kind in (ANSWERS, DUE, REVIEWS):
        kinds.register(kind)


def _asked(person: Person, today: date) -> "QuerySet[Consultation]":
    """Questions that the person was asked and whose time isn't over."""
    rows = Consultation.objects.filter(person=person, answered_at=None, decision__state=rules.OPEN, due_on__gte=today)
    return rows.select_related("decision__account", "asked_by").order_by("due_on", "pk")


def _asked_items(by: Actor, rows: Sequence[Consultation], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=row.decision.question,
            address=reverse("decisions:answer", args=[row.pk]),
            account=named(row.decision.account),
            lead=naming(_("Asked by %(who)s"), row.asked_by.name),
            notes=[row.question] if row.question else [],
            due=row.due_on,
            since=_("asked %(day)s") % {"day": formats.day(person_of(by).day_of(row.asked_at), today)},
            open=_("Answer"),
            form=reverse("decisions:answer", args=[row.pk]),
            stakes=grown(2, 3),
            cause=_cause(row.decision),
        )
        for row in rows
    ]


def _handled(person: Person) -> "QuerySet[Decision]":
    return Decision.objects.filter(of_handled_accounts(person)).select_related("account")


def _due(person: Person, today: date) -> "QuerySet[Decision]":
    """Open decisions whose deadline is near or over."""
    return _handled(person).filter(state=rules.OPEN, due_on__lte=today + timedelta(days=SOON)).order_by("due_on", "pk")


def _to_review(person: Person, today: date) -> "QuerySet[Decision]":
    """Decisions whose review date has come."""
    rows = _handled(person).filter(state__in=(rules.DECIDED, rules.INFORMED), review_on__lte=today)
    return rows.order_by("review_on", "pk")


def _due_items(by: Actor, rows: Sequence[Decision], today: date) -> list[Item]:
    late = {row.pk: days_late(row.due_on, today) for row in rows}
    return [
        replace(
            _item(row), due=row.due_on, days_late=late[row.pk], open=_("Show decision"),
            stakes=grown(3, 3, days_late=late[row.pk]),
        )
        for row in rows
    ]  # fmt: skip


def _review_items(by: Actor, rows: Sequence[Decision], today: date) -> list[Item]:
    return [
        replace(
            _item(row),
            due=row.review_on,
            open=_("Record how it turned out"),
            stakes=grown(1, 1),
            form=reverse("decisions:review", args=[row.pk]),
        )
        for row in rows
    ]


def _item(row: Decision) -> Item:
    return Item(
        id=row.pk, version=row.version, title=row.question, address=reverse("decisions:decision", args=[row.pk]),
        account=named(row.account), cause=_cause(row),
    )  # fmt: skip


def _cause(row: Decision) -> str:
    """Return what a decision is about: the conflict it answers, or itself."""
    return f"conflict {row.origin_id}" if row.origin_kind == ORIGIN else f"decision {row.pk}"


ANSWERS = Kind(
    key="decision_answers",
    order=21,
    todo=ANSWER,
    icon="help",
    label=lazy("Advice asked for"),
    rows=_asked,
    by_roles=True,
    items=_asked_items,
)
DUE = Kind(
    key="decisions_due", order=22, todo=DECIDE, icon="flag", label=lazy("Decisions due"), rows=_due, by_roles=True,
    late=lambda today: Q(due_on__lt=today), items=_due_items,
)  # fmt: skip
REVIEWS = Kind(
    key="decisions_to_review", order=65, todo=DECIDE, icon="checklist", label=lazy("Decisions to review"),
    rows=_to_review,
    by_roles=True, late=lambda today: Q(review_on__lt=today), items=_review_items,
)  # fmt: skip
