"""The list of questions, declared: those addressed to the person, those they asked, and those of people they cover."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.facts import queries
from amity.facts.models import Fact
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

WEEK: Final = timedelta(days=7)


class QuestionList(ScopedList):
    """The questions addressed to the person, the most urgent first."""

    key = "questions"
    title = _("My open questions")
    sub = _("Questions to answer, the most urgent first.")
    table_class = "two"
    order = Order("due_on")
    find = ("note", "owner__name", "asked_by__name")
    whose = (_("For me and people I cover"), _("Also from me"))
    states = ()
    tabs = (
        Tab(key="late", label=_("Late"), passes=lambda today: Q(due_on__lt=today)),
        Tab(key="week", label=_("Due in 7 days"), passes=lambda today: Q(due_on__range=(today, today + WEEK))),
    )
    empty = (_("Nothing to find out"), _("Questions from colleagues appear here, and you get an email."))
    columns = (
        Column(key="what", label=_("Question"), value=lambda row: row.question.what,
            template="facts/cells/question.html"),
        Column(key="about", label=_("About"), value=lambda row: row.question.about,
            link=lambda row: row.question.address),
        Column(key="asked_by", label=_("Asked by"), sort="asked_by__name",
            value=lambda row: row.asked_by.name if row.asked_by else ""),
        Column(key="owner", label=label_of(Fact, "owner"), sort="owner__name", wide=True,
            value=lambda row: row.owner.name if row.owner else ""),
        Column(key="asked_at", label=_("Asked"), kind="day", sort="asked_at", aside=True),
        Column(key="due_on", label=label_of(Fact, "due_on"), kind="day", sort="due_on",
            shape=lambda row: "unwell" if row.question.overdue else ""),
        Column(key="note", label=label_of(Fact, "note"), aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Fact]:
        """Return the open questions the person was asked, asked, or answers for the people they cover."""
        return queries.questions_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of questions to the person and to those they cover."""
        return Q(owner=actor.person_id) | ~Q(asked_by=actor.person_id)

    def prepare(self, rows: Sequence[Fact]) -> None:
        """Set the words and the address of each question, and whether the person can answer it."""
        found = queries.as_open(self._actor, rows, timezone.localdate())
        for row, question in zip(rows, found, strict=True):
            row.question = question  # type: ignore[attr-defined]
            mine = row.owner_id == self._actor.person_id
            row.answers = mine or row.asked_by_id != self._actor.person_id  # type: ignore[attr-defined]
