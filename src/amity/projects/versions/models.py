"""Versions of a deliverable and their comments."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Contact
from amity.files.models import StoredFile
from amity.people.models import Person


class DeliverableVersion(models.Model):
    """One version of a deliverable: a file or a link. `round` is the revision round it was made in, 0 before the first.

    The client had it from `shown_at` on, if they did.
    """

    deliverable = models.ForeignKey(
        "projects.Deliverable", on_delete=models.CASCADE, related_name="versions", verbose_name=_("deliverable")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    round = models.PositiveSmallIntegerField(_("revision round"), default=0)
    file = models.OneToOneField(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    link = models.CharField(_("link"), max_length=500, default="", blank=True)
    note = models.CharField(_("what is new"), max_length=300, default="", blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField()
    shown_at = models.DateTimeField(_("with the client since"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "number"], name="projects_version_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | (Q(file=None) & ~Q(link="")),
                name="projects_version_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        return self.file.name if self.file else self.link


class VersionComment(models.Model):
    """A comment on a version, by a `contact` as someone here recorded it, or by a `person` of ours."""

    version = models.ForeignKey(
        DeliverableVersion, on_delete=models.CASCADE, related_name="comments", verbose_name=_("version")
    )
    words = models.TextField(_("comment"))
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("who said so")
    )
    stated_on = models.DateField(_("date"), null=True)
    stated_in = models.CharField(_("source"), max_length=120, default="", blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    done_by = models.CharField(max_length=200, default="", blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["version", "done_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False, person=None, stated_on__isnull=False)
                | Q(contact=None, person__isnull=False, stated_on=None),
                name="projects_comment_one_side",
            )
        ]

    def __str__(self) -> str:
        return self.words
