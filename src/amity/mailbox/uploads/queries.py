"""Queries for uploads of emails: each is for the person who made it."""

from django.utils.translation import gettext as _

from amity.mailbox.uploads.models import Upload
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

MOST = 10


def upload_seen_by(by: Actor, upload_id: int, *, lock: bool = False) -> Upload:
    """Return an upload of the actor, or raise `NotSeen`."""
    rows = Upload.objects.filter(person=by.person_id).select_related("account")
    return seen_or_missing(rows, upload_id, _("Import not found."), lock=lock)


def earlier_than(upload: Upload) -> list[Upload]:
    """Return the uploads of a person before one of theirs."""
    return list(Upload.objects.filter(person=upload.person_id, pk__lt=upload.pk).order_by("-pk")[:MOST])
