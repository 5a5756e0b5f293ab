"""The list of questions that the data raised."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import django_filters
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_handled_accounts
from amity.people.queries import person_of
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.actor import Actor
from amity.status.contradictions import wording
from amity.status.contradictions.models import Contradiction, ContradictionQuerySet
from amity.status.contradictions.queries import contradictions_seen_by
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

WEEK: Final = timedelta(days=7)


def _old(today: date) -> Q:
    """Return the condition of questions that were asked more than a week ago."""
    return Q(asked_at__lt=timezone.make_aware(datetime.combine(today - WEEK, time.min)))


class QuestionFilters(django_filters.FilterSet):
    """By kind and outcome."""

    kind = django_filters.ChoiceFilter(
        label=label_of(Contradiction, "kind"), empty_label=_("All kinds"), choices=tuple(wording.KINDS.items())
    )
    outcome = django_filters.ChoiceFilter(
        label=label_of(Contradiction, "outcome"),
        empty_label=_("All outcomes"),
        choices=tuple((key, label) for key, label in wording.OUTCOMES.items() if key),
    )

    class Meta:
        model = Contradiction
        fields = ("kind", "outcome")


class QuestionList(ScopedList):
    """The questions about the projects that the person can see: theirs, open, the oldest first."""

    key = "status_questions"
    title = _("Questions from the data")
    template = "status/questions.html"
    order = Order("asked_at")
    filters = QuestionFilters
    whose = (_("Of my projects and accounts"), _("All questions"))
    over = Q(closed_at__isnull=False)
    states = ("outcome",)
    open_label = _("Open, oldest first")
    tabs = (Tab(key="old", label=_("More than a week old"), passes=_old),)
    columns = (
        Column(
            key="project", label=label_of(Contradiction, "project"), value=lambda row: row.project.name,
            link=lambda row: reverse("projects:project", args=[row.project_id]),
        ),
        Column(key="kind", label=label_of(Contradiction, "kind"), value=lambda row: str(wording.KINDS[row.kind])),
        Column(key="finding", label=_("What the data show"), value=lambda row: row.finding),
        Column(key="asked_at", label=label_of(Contradiction, "asked_at"), kind="day", sort="asked_at"),
        Column(
            key="outcome", label=label_of(Contradiction, "outcome"),
            value=lambda row: str(wording.OUTCOMES[row.outcome]),
        ),
        Column(key="words", label=label_of(Contradiction, "words")),
        Column(key="closed_at", label=label_of(Contradiction, "closed_at"), kind="day", sort="closed_at", aside=True),
    )  # fmt: skip
    empty = (
        _("No questions yet"),
        _("When the data differ from a status, the question and its answer are listed here."),
    )

    def rows(self, actor: Actor) -> ContradictionQuerySet:
        """Return the questions that the actor can see."""
        return contradictions_seen_by(actor, timezone.now())

    def mine(self, actor: Actor) -> Q:
        """Return the condition of questions about projects the person manages, or of accounts they answer for."""
        person = person_of(actor)
        of_project = managed_by(person, "project__manager") | Q(project__account_manager=person)
        return of_project | of_handled_accounts(person, "project__account_id")

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each row what the data showed."""
        for row in rows:
            row.finding = wording.finding(row, timezone.localdate())
