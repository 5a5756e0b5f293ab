"""The sections of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.agreements.sections.rules.paper_blocks import Block, blocks


class Clause(models.Model):
    """A section of the document: background, scope, exclusions, assumptions, or any other with a heading.

    `position` is its place (`rules.clauses`), `level` the depth of its heading in a pasted document.
    """

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.CASCADE, related_name="clauses")
    kind = models.CharField(_("topic"), max_length=12)
    heading = models.CharField(_("heading"), max_length=200, default="", blank=True)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.heading or self.kind

    @property
    def blocks(self) -> list[Block]:
        """The text as paragraphs and tables."""
        return blocks(self.text)
