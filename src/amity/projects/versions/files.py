"""The file of a version."""

from amity.agency.queries import limit
from amity.files.attachments import Attachments
from amity.files.models import StoredFile
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.versions.models import DeliverableVersion
from amity.shared.actor import Actor


def is_attached(file: StoredFile) -> bool:
    """Return whether a version has the file."""
    return DeliverableVersion.objects.filter(file=file).exists()


def may_read(actor: Actor, file_id: int) -> bool:
    """Return whether the actor can see the project of the version that has the file."""
    seen = Project.objects.visible_to(person_of(actor))
    return seen.filter(deliverables__versions__file=file_id).exists()


VERSION_FILES = Attachments("deliverable.version", lambda: limit("deliverable.file_bytes"), is_attached)
