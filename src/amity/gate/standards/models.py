"""Standards of the agency."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.gate.standards.rules import TEXT_MOST, WORDS_MOST


class Standard(models.Model):
    """A rule for our own texts. `words` are found automatically, separated by commas. Without them it is read only."""

    text = models.CharField(
        _("standard"), max_length=TEXT_MOST, help_text=_("For example, we never say that something is for free.")
    )  # fmt: skip
    words = models.CharField(
        _("words to find"), max_length=WORDS_MOST, default="", blank=True,
        help_text=_("Separate them with commas. Leave blank to show the standard only as a ground."),
    )  # fmt: skip
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("agency standard")

    def __str__(self) -> str:
        return self.text
