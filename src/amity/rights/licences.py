"""The licence of a right: the document that grants it."""

from amity.agency.queries import limit
from amity.files.attachments import Attachments
from amity.files.models import StoredFile
from amity.rights.models import Right
from amity.rights.queries import rights_seen_by
from amity.shared.actor import Actor


def is_attached(file: StoredFile) -> bool:
    """Return whether a right has the file."""
    return Right.objects.filter(file=file).exists()


def may_read(actor: Actor, file_id: int) -> bool:
    """Return whether the actor can see a right that has the file."""
    return rights_seen_by(actor).filter(file=file_id).exists()


LICENCES = Attachments("right.licence", lambda: limit("agreement.file_bytes"), is_attached)
