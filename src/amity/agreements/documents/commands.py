"""Files kept with an agreement: brought and checked before any transaction is open, then put on it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.agreements import policy
from amity.agreements import queries as agreement_queries
from amity.agreements.models import AgreementFile, Recorded, Right
from amity.agreements.rights import queries as rights_queries
from amity.audit import trail
from amity.files import commands as files
from amity.files import rules as checks
from amity.files.models import StoredFile
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refusal, Refused
from amity.shared.lookup import seen_or_missing

PURPOSE = "agreement.paper"

MOST_FILES = 50


def bring(*, by: Actor, name: str, chunks: Iterable[bytes], now: datetime) -> StoredFile:
    """Take a paper in before any transaction is open. Raises `Invalid` for what is no document, or not what it says."""
    return files.store(
        by=by, name=name, chunks=chunks, limit=limit("agreement.file_bytes"), now=now, purpose=PURPOSE,
        accept=checks.DOCUMENTS,
    )  # fmt: skip


def add_file(*, by: Actor, agreement_id: int, name: str, chunks: Iterable[bytes], now: datetime) -> AgreementFile:
    """Bring a file and keep it with an agreement; when the agreement will not have it, the file is gone again."""
    policy.may_write(person_of(by), agreement_queries.agreement_seen_by(by, agreement_id)).or_refuse()
    file = bring(by=by, name=name, chunks=chunks, now=now)
    try:
        return attach_file(by=by, agreement_id=agreement_id, file_id=file.pk, now=now)
    except Refusal:
        files.remove(file)
        raise


@command
def attach_file(*, by: Actor, agreement_id: int, file_id: int, now: datetime) -> AgreementFile:
    """Keep a file the actor just brought with an agreement they write, whatever its state."""
    agreement = agreement_queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    mine, gone = StoredFile.objects.filter(purpose=PURPOSE, owner_id=by.person_id), _("File not found.")
    file = seen_or_missing(mine, file_id, gone)
    if is_kept(file):
        raise NotSeen(gone)
    if agreement.files.count() >= MOST_FILES:
        raise Invalid(_("An agreement can have up to %(most)s files.") % {"most": MOST_FILES}, "file")
    kept = AgreementFile.objects.create(agreement=agreement, file=file, added_by=by.label, added_at=now)
    trail.record("agreement.file_added", subject=agreement, by=by, at=now, changes={"name": file.name})
    return kept


@command
def remove_file(*, by: Actor, agreement_id: int, file_id: int, now: datetime) -> None:
    """Delete a file; refused for the paper of something that was recorded, which stays as evidence."""
    agreement = agreement_queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    kept = agreement.files.select_related("file").filter(file_id=file_id).first()
    if kept is None:
        raise NotSeen(_("File not found."))
    if Recorded.objects.filter(file=kept.file_id).exists():
        raise Refused(_("This file is evidence for a recorded step, so it can’t be deleted."))
    trail.record("agreement.file_removed", subject=agreement, by=by, at=now, changes={"name": kept.file.name})
    file = kept.file
    kept.delete()
    place = files.forget(file)
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def let_go(file_ids: Iterable[int]) -> None:
    """Delete files that were brought and put nowhere."""
    for file in StoredFile.objects.filter(pk__in=list(file_ids), purpose=PURPOSE):
        if not is_kept(file):
            files.remove(file)


def is_kept(file: StoredFile) -> bool:
    """Whether a file lies with an agreement or a right."""
    return AgreementFile.objects.filter(file=file).exists() or Right.objects.filter(file=file).exists()


def may_read(actor: Actor, file_id: int) -> bool:
    """Who sees the agreement and its fees reads its papers; who sees a right, the paper of that."""
    if rights_queries.rights_seen_by(actor).filter(file=file_id).exists():
        return True
    if not policy.sees_fee(person_of(actor)):
        return False
    return agreement_queries.agreements_seen_by(actor).filter(files__file=file_id).exists()
