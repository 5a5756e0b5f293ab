"""The list of questions that the data raised."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.shared.actor import Actor
from amity.status.contradictions import wording
from amity.status.contradictions.models import Contradiction, ContradictionQuerySet
from amity.status.contradictions.queries import contradictions_seen_by
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order


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


class QuestionList(ListPage):
    """The questions about the projects that the person can see, the newest first."""

    key = "status_questions"
    title = _("Questions from the data")
    template = "status/questions.html"
    order = Order("asked_at", descending=True)
    filters = QuestionFilters
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
    )  # fmt: skip
    empty = (
        _("No questions yet"),
        _("When the data differ from a status, the question and its answer are listed here."),
    )

    def rows(self, actor: Actor) -> ContradictionQuerySet:
        """Return the questions that the actor can see."""
        return contradictions_seen_by(actor, timezone.now())

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each row what the data showed."""
        for row in rows:
            row.finding = wording.finding(row, timezone.localdate())
