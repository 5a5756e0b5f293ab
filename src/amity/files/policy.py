"""Permissions for stored files: the owner, and the readers that a part allows for files of its purpose."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from amity.files.models import StoredFile
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no

Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}
_readers_alone: set[str] = set()


def readers_of(purpose: str, may_read: Reader) -> None:
    """Register who can read files of a purpose besides the owner, as `may_read(actor, file_id)`."""
    _readers[purpose] = may_read


def only_readers_of(purpose: str, may_read: Reader) -> None:
    """Register that reading files of a purpose needs the right to their subject.

    The uploader has no right of their own.
    """
    readers_of(purpose, may_read)
    _readers_alone.add(purpose)


def may_read(actor: Actor, file: StoredFile) -> Answer:
    """Return whether the actor can read a file: its owner, unless only readers apply, or a reader its part allows."""
    if actor.person_id and file.owner_id == actor.person_id and file.purpose not in _readers_alone:
        return YES
    reader = _readers.get(file.purpose)
    return YES if reader and reader(actor, file.pk) else no(_("You don’t have access to this file."))
