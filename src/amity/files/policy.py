"""Who can read a stored file: its owner, and whoever a part lets read files of its purpose."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from amity.files.models import StoredFile
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no

Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}
_readers_alone: set[str] = set()


def readers_of(purpose: str, may_read: Reader) -> None:
    """Hook: who besides the owner may read files of a purpose; `may_read(actor, file_id)`."""
    _readers[purpose] = may_read


def only_readers_of(purpose: str, may_read: Reader) -> None:
    """Hook: the right to what a file belongs to is all that counts; who brought the file has none of their own."""
    readers_of(purpose, may_read)
    _readers_alone.add(purpose)


def may_read(actor: Actor, file: StoredFile) -> Answer:
    """Yes for the owner, unless only readers count, and for those the part that keeps the file lets read it."""
    if actor.person_id and file.owner_id == actor.person_id and file.purpose not in _readers_alone:
        return YES
    reader = _readers.get(file.purpose)
    return YES if reader and reader(actor, file.pk) else no(_("You don’t have access to this file."))
