"""A transcript: a draft while someone writes a note from it, or stored with the note until a date."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.conversations.transcripts.rules import FORMATS, Cue
from amity.people.models import Person


class Transcript(models.Model):
    """What was said in a talk, by cue. `note` and `keep_until` are set once someone asked to keep it."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="transcripts", verbose_name=_("account")
    )
    note = models.OneToOneField(
        "conversations.Note", null=True, on_delete=models.CASCADE, related_name="transcript", verbose_name=_("note")
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("added by"))
    name = models.CharField(_("file name"), max_length=255, default="", blank=True)
    format = models.CharField(_("format"), max_length=8)
    digest = models.CharField(max_length=64)
    rows = models.JSONField()
    line_count = models.PositiveIntegerField(_("lines"))
    seconds = models.PositiveIntegerField(_("length"))
    remarks = models.JSONField(default=list)
    speakers = models.JSONField(default=dict)
    held_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    keep_until = models.DateField(_("keep until"), null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "account", "added_at"]),
            models.Index(fields=["keep_until", "added_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="conversations_transcript_format"),
            models.CheckConstraint(
                condition=Q(note=None, keep_until=None) | Q(note__isnull=False, keep_until__isnull=False),
                name="conversations_kept_until_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Pasted transcript"))

    @property
    def cues(self) -> list[Cue]:
        """Return what was said."""
        return [Cue(second, speaker, text, until) for second, until, speaker, text in self.rows]


def rows_of(cues: Any) -> list[list[Any]]:
    """Return cues as they are stored."""
    return [[cue.second, cue.until, cue.speaker, cue.text] for cue in cues]
