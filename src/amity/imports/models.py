"""Sources, batches, each row's last imported values, and the values for an undo."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from amity.expenses.models import Expense
from amity.files.models import StoredFile
from amity.people.models import Person
from amity.shared.rows.versions import Versioned
from amity.timesheets.models import Entry


class Source(models.Model):
    """A tool with its account, or for any other file the mapping used. The file's name doesn't matter."""

    tool = models.CharField(max_length=20)
    key = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tool", "key"], name="imports_source_once")]

    def __str__(self) -> str:
        return f"{self.tool} {self.key}".strip()


class Choice(models.Model):
    """A decision about a name of a source. `target` 0 with `ignore` leaves its rows out."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=10)
    name_key = models.CharField(max_length=420)
    target = models.BigIntegerField(default=0)
    verdict = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "name_key"], name="imports_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name_key}: {self.verdict}"


class Recipe(Versioned):
    """A saved mapping: how files of one layout are read, under a name for the whole agency.

    `columns` maps every field to its header, and nothing else is guessed. `answers` are the other answers of `Options`,
    by name.
    """

    name = models.CharField(_("name"), max_length=80)
    columns = models.JSONField(_("columns"))
    answers = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="imports_recipe_name_once")]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """One imported file. `checkpoint` is the last applied position in the staged rows."""

    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="batches")
    tool = models.CharField(_("tool"), max_length=20)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    file_name = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default="reading", db_index=True)
    options = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    checkpoint = models.BigIntegerField(default=0)
    job_id = models.BigIntegerField(null=True)
    brought_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class HeldRow(models.Model):
    """A row's last imported values, and its entry. Without an entry it was deleted here since.

    One is written with each imported entry, so the application, not the database, ensures valid references and JSON. A
    check of the references would take a tenth of the time of a long import, `jsonb` a twentieth.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    person_key = models.CharField(max_length=200)
    work_date = models.DateField()
    body = models.TextField()
    """The values as JSON text, which `SourceRow.from_text` reads."""
    entry = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False)
    entry_version = models.PositiveIntegerField()
    created_in = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        indexes = [models.Index(fields=["source", "work_date"])]

    def __str__(self) -> str:
        return f"{self.person_key} {self.work_date}"


class HeldExpense(models.Model):
    """The last imported values of one expense, and its expense, or None if that was deleted since."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    spent_on = models.DateField()
    body = models.JSONField()
    expense = models.ForeignKey(Expense, null=True, on_delete=models.SET_NULL, related_name="+")
    expense_version = models.PositiveIntegerField()
    created_in = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["source", "spent_on"])]

    def __str__(self) -> str:
        return f"expense of {self.spent_on}"


class Change(models.Model):
    """The values of source and entry that a batch replaced, to be restored by an undo."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="changes")
    held = models.ForeignKey(HeldRow, on_delete=models.CASCADE, related_name="+")
    body_before = models.TextField()
    entry_before = models.JSONField()

    def __str__(self) -> str:
        return f"change of {self.held_id} in {self.batch_id}"


class Made(models.Model):
    """A record a batch created besides time: an account, project, person or work item, or a plan it set on one.

    `detail` is the value it set on an existing record. Undo removes it only if it is unchanged.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="made")
    kind = models.CharField(max_length=10)
    made_id = models.BigIntegerField()
    detail = models.JSONField(default=dict, db_default={})

    def __str__(self) -> str:
        return f"{self.kind} {self.made_id}"
