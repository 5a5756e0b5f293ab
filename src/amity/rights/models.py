"""Models of third-party rights: what can be used where and until when, and on which lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.files.models import StoredFile
from amity.lines.models import Line
from amity.shared.rows.versions import Versioned


class RightsSwitch(models.Model):
    """The switch for tracking third-party rights: one row, id 1. While it is off, rights appear nowhere."""

    is_on = models.BooleanField(_("active"), default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class Right(Versioned):
    """A right of someone else that our work uses: talent, music, stock, fonts or a likeness.

    `until` NULL: no end. `let_go_on` ends it earlier, and it no longer binds or warns. `wanted`: still to
    be obtained.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rights", verbose_name=_("account"))
    kind = models.CharField(_("kind"), max_length=10)
    title = models.CharField(_("title"), max_length=200)
    holder = models.CharField(_("rights holder"), max_length=200)
    territory = models.CharField(_("territory"), max_length=200)
    media = models.CharField(_("media"), max_length=200)
    starts_on = models.DateField(_("from"), null=True)
    until = models.DateField(_("until"), null=True, db_index=True, help_text=_("Leave blank for no expiry."))
    note = models.TextField(_("note"), default="", blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("licence")
    )
    let_go_on = models.DateField(null=True)
    wanted = models.BooleanField(
        _("still to be obtained"), default=False, help_text=_("Work that uses it can’t go to the client before then.")
    )

    def __str__(self) -> str:
        return self.title


class RightOnLine(models.Model):
    """A line whose work uses a right."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="uses")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="rights_used")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["right", "line"], name="rights_right_on_line_once")]

    def __str__(self) -> str:
        return f"right {self.right_id} on line {self.line_id}"


class RightReminder(models.Model):
    """A sent reminder of the end of a right, so that it is sent once: for which end, and how many days before."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    step = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["right", "on", "step"], name="rights_reminder_once")]

    def __str__(self) -> str:
        return f"ends on {self.on}, {self.step} days ahead"
