"""Third-party rights: what may be used where and until when, and on which lines."""

from django.db import models

from amity.accounts.models import Account
from amity.files.models import StoredFile
from amity.lines.models import Line
from amity.shared.versions import Versioned


class RightsSwitch(models.Model):
    """Whether the agency tracks third-party rights: one row, id 1. Off, they leave no trace."""

    is_on = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class Right(Versioned):
    """A right of somebody else that our work uses: talent, music, stock, fonts or a likeness.

    `until` empty: without end. `let_go_on` ends it earlier, and it no longer binds or warns. `wanted`: still to be got.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rights")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    holder = models.CharField(max_length=200)
    territory = models.CharField(max_length=200)
    media = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    until = models.DateField(null=True, db_index=True)
    note = models.TextField(default="", blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    let_go_on = models.DateField(null=True)
    wanted = models.BooleanField(default=False)

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
    """A reminder of the end of a right that was sent, so that it is sent once: which end, and how many days before."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    step = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["right", "on", "step"], name="rights_reminder_once")]

    def __str__(self) -> str:
        return f"ends on {self.on}, {self.step} days ahead"
