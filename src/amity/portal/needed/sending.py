"""Store a contact's files before the transaction, and attach them in it. Those that aren't attached are deleted."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from amity.monitoring.inputs import client_side

if TYPE_CHECKING:
    from amity.portal.visitors.visitor import Visitor


def send_files(
    *, visitor: "Visitor", account_id: int, input_id: int, uploads: Iterable[Any], words: str, is_all: bool,
    now: datetime,
) -> None:  # fmt: skip
    """Send files and a note for an input, all or nothing."""
    contact, by = visitor.contact_at(account_id), visitor.actor_at(account_id)
    kept: list[int] = []
    try:
        for upload in uploads:
            kept.append(client_side.FILES.store(by=by, name=upload.name or "", chunks=upload.chunks(), now=now).pk)
        client_side.receive_from_client(
            by=by, contact=contact, input_id=input_id, words=words, file_ids=kept, is_all=is_all, now=now
        )
    finally:
        client_side.FILES.discard(kept)
