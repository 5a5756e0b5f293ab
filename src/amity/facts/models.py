"""Facts, one row for each field of a subject. Subjects belong to higher parts, so they are named by kind and id."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.facts import rules
from amity.people.models import Person
from amity.shared.refs import Ref
from amity.shared.rows.versions import Versioned


class Fact(Versioned):
    """A fact about one field, or the question about it. Without a row, nothing is recorded."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(_("field"), max_length=80)
    state = models.CharField(_("confidence"), max_length=10)
    value = models.TextField(_("what it is"), default="", blank=True)
    stated_by = models.CharField(_("who said so"), max_length=200, default="", blank=True)
    stated_on = models.DateField(_("said on"), null=True)
    stated_in = models.CharField(_("where"), max_length=300, default="", blank=True)
    note = models.TextField(_("background"), default="", blank=True)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="questions", verbose_name=_("assigned to")
    )
    due_on = models.DateField(_("due date"), null=True)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "field"], name="facts_field_once"),
            models.CheckConstraint(
                condition=~Q(state=rules.TO_FIND_OUT) | Q(owner__isnull=False, due_on__isnull=False),
                name="facts_question_has_owner_and_day",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="facts_questions_of")]

    def __str__(self) -> str:
        return f"{self.field} of {self.subject_kind} {self.subject_id}: {self.state}"

    @property
    def about(self) -> Ref:
        """The subject of the fact."""
        return Ref(self.subject_kind, self.subject_id)

    def is_overdue(self, today: date) -> bool:
        """Return whether the question is open past its due date."""
        return rules.is_overdue(self.state, self.due_on, today)
