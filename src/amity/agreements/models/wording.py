"""Models of an agreement's text: terms, sections and deliverables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.agreements.models.agreement import Agreement
from amity.agreements.sections.rules.paper_blocks import Block, blocks
from amity.lines.models import Line


class LibraryTerm(models.Model):
    """A term of the agency's library, or its own wording of a term that Amity brings; `key` is its name for good.

    `standard` is what the agency wants, `fallbacks` what it can live with, one a line. A `number` is compared as one:
    `better` says which way is better for the agency. A fallback wants the word of a director where `asks_director`.
    """

    key = models.CharField(_("key"), max_length=40, primary_key=True)
    label = models.CharField(_("name"), max_length=120)
    shape = models.CharField(_("value type"), max_length=6, default="text")
    unit = models.CharField(_("unit"), max_length=40, default="", blank=True)
    standard = models.TextField(_("our standard"))
    fallbacks = models.TextField(_("fallbacks, one per line"), default="", blank=True)
    better = models.CharField(_("comparison"), max_length=6, default="", blank=True)
    kinds = models.JSONField(_("applies to"), default=list)
    asks_director = models.BooleanField(_("a fallback needs a director’s review"), default=False)
    is_on = models.BooleanField(_("use in new agreements"), default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.label


class AgreementTerm(models.Model):
    """What an agreement says about a term; `asked` is what the client wanted, `asked_by` who said so and where."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="term_values")
    key = models.CharField(_("key"), max_length=40)
    value = models.TextField(_("value"))
    asked = models.TextField(_("asked"), default="", blank=True)
    asked_by = models.CharField(_("asked by"), max_length=200, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="agreements_term_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Clause(models.Model):
    """A section of the paper: background, scope, what is not part of it, assumptions, or any other under a heading.

    `position` says where it stands (`rules.clauses`), `level` how deep its heading lies in a pasted document.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    kind = models.CharField(_("topic"), max_length=12)
    heading = models.CharField(_("heading"), max_length=200, default="", blank=True)
    text = models.TextField(_("text"), blank=True)
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
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("line"))
    title = models.CharField(_("deliverable"), max_length=300)
    due_on = models.DateField(_("due date"), null=True)
    due = models.CharField(
        _("or, in words"), max_length=200, default="", blank=True, help_text=_("For example, a day after each sprint.")
    )
    content = models.TextField(_("contents"), default="", blank=True)
    standard = models.TextField(_("requirements"), default="", blank=True)
    level = models.TextField(_("minimum accepted"), default="", blank=True)
    method = models.TextField(_("how it is checked"), default="", blank=True)
    position = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title
