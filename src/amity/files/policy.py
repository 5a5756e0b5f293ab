"""Who may read a stored file: its owner, and whoever a part lets read files of its purpose."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from amity.files.models import StoredFile
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no

Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}


def readers_of(purpose: str, may_read: Reader) -> None:
    """Hook: who besides the owner may read files of a purpose; `may_read(actor, file_id)`."""
    _readers[purpose] = may_read


def may_read(actor: Actor, file: StoredFile) -> Answer:
    """Yes for the owner and for those the part that keeps the file lets read it."""
    if actor.person_id and file.owner_id == actor.person_id:
        return YES
    reader = _readers.get(file.purpose)
    return YES if reader and reader(actor, file.pk) else no(_("This file is not for you."))
