"""What an agreement says in words: terms against the agency's library, clauses, and what is handed over."""

from django.db import models

from amity.agreements.models.agreement import Agreement
from amity.agreements.rules.paper_blocks import Block, blocks
from amity.lines.models import Line


class LibraryTerm(models.Model):
    """A term of the agency's library, or its own wording of a term that Amity brings; `key` is its name for good.

    `standard` is what the agency wants, `fallbacks` what it can live with, one a line. A `number` is compared as one:
    `better` says which way is better for the agency. A fallback wants the word of a director where `asks_director`.
    """

    key = models.CharField(max_length=40, primary_key=True)
    label = models.CharField(max_length=120)
    shape = models.CharField(max_length=6, default="text")
    unit = models.CharField(max_length=40, default="", blank=True)
    standard = models.TextField()
    fallbacks = models.TextField(default="", blank=True)
    better = models.CharField(max_length=6, default="", blank=True)
    kinds = models.JSONField(default=list)
    asks_director = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.label


class AgreementTerm(models.Model):
    """What an agreement says about a term; `asked` is what the client wanted, `asked_by` who said so and where."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="said_terms")
    key = models.CharField(max_length=40)
    value = models.TextField()
    asked = models.TextField(default="", blank=True)
    asked_by = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="agreements_term_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Clause(models.Model):
    """A section of the paper: background, scope, what is not part of it, assumptions, or any other under a heading.

    `position` says where it stands (`rules.clauses`), `level` how deep its heading lies in a pasted document.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    kind = models.CharField(max_length=12)
    heading = models.CharField(max_length=200, default="", blank=True)
    text = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.heading or self.kind

    @property
    def blocks(self) -> list[Block]:
        """Its text as paragraphs and tables."""
        return blocks(self.text)


class Deliverable(models.Model):
    """Something that is handed over: when, what it holds, and how it is judged (a row of a quality plan).

    `standard` is what it must meet, `level` the least that is accepted, `method` how that is found out.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="deliverables")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    due = models.CharField(max_length=200, default="", blank=True)
    content = models.TextField(default="", blank=True)
    standard = models.TextField(default="", blank=True)
    level = models.TextField(default="", blank=True)
    method = models.TextField(default="", blank=True)
    position = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title
