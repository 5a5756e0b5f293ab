"""Email templates of the agency."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.gate import rules
from amity.gate.email_templates.fields import KINDS
from amity.gate.email_templates.rules import NAME_MOST
from amity.gate.wording import KINDS as LABELS
from amity.shared.rows.versions import Versioned


class EmailTemplate(Versioned):
    """A text that emails of one kind can begin with. Emails that were written with it are their own text."""

    name = models.CharField(_("name"), max_length=NAME_MOST, help_text=_("For example, Kick-off invitation."))
    kind = models.CharField(
        _("kind"), max_length=16, default=rules.EMAIL, choices={kind: LABELS[kind] for kind in KINDS}
    )  # fmt: skip
    subject = models.CharField(
        _("subject"), max_length=rules.SUBJECT_MOST, default="", blank=True,
        help_text=_("Leave blank to keep the subject of the email."),
    )  # fmt: skip
    text = models.TextField(_("text"))
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("email template")
        constraints = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="gate_template_kind")]

    def __str__(self) -> str:
        return self.name
