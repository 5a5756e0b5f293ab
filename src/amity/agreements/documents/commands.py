"""Attach files to an agreement. They are read and checked before a transaction starts."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amity.agency.queries import limit
from amity.agreements import policy
from amity.agreements import queries as agreement_queries
from amity.agreements.documents.models import AgreementFile
from amity.agreements.steps.models import Recorded
from amity.audit import trail
from amity.files import commands as files
from amity.files.attachments import Attachments
from amity.files.models import StoredFile
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refusal, Refused

MOST_FILES = 50


def is_attached(file: StoredFile) -> bool:
    """Return whether an agreement has the file."""
    return AgreementFile.objects.filter(file=file).exists()


PAPERS = Attachments("agreement.paper", lambda: limit("agreement.file_bytes"), is_attached)


def add_file(*, by: Actor, agreement_id: int, name: str, chunks: Iterable[bytes], now: datetime) -> AgreementFile:
    """Upload a file and attach it to an agreement. If the agreement refuses it, the file is deleted again."""
    policy.may_write(person_of(by), agreement_queries.agreement_seen_by(by, agreement_id)).or_refuse()
    file = PAPERS.store(by=by, name=name, chunks=chunks, now=now)
    try:
        return attach_file(by=by, agreement_id=agreement_id, file_id=file.pk, now=now)
    except Refusal:
        files.remove(file)
        raise


@command
def attach_file(*, by: Actor, agreement_id: int, file_id: int, now: datetime) -> AgreementFile:
    """Attach a file the actor has just uploaded to an agreement they can edit, in any status."""
    agreement = agreement_queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    file = PAPERS.to_attach(by, file_id)
    if agreement.files.count() >= MOST_FILES:
        raise Invalid(_("An agreement can have up to %(most)s files.") % {"most": MOST_FILES}, "file")
    attached = AgreementFile.objects.create(agreement=agreement, file=file, added_by=by.label, added_at=now)
    trail.record("agreement.file_added", subject=agreement, by=by, at=now, changes={"name": file.name})
    return attached


@command
def remove_file(*, by: Actor, agreement_id: int, file_id: int, now: datetime) -> None:
    """Delete a file. Refused for the document of a recorded step, which stays as evidence."""
    agreement = agreement_queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    attached = agreement.files.select_related("file").filter(file_id=file_id).first()
    if attached is None:
        raise NotSeen(_("File not found."))
    if Recorded.objects.filter(file=attached.file_id).exists():
        raise Refused(_("This file is evidence for a recorded step, so it can’t be deleted."))
    trail.record("agreement.file_removed", subject=agreement, by=by, at=now, changes={"name": attached.file.name})
    file = attached.file
    attached.delete()
    place = files.forget(file)
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def may_read(actor: Actor, file_id: int) -> bool:
    """Return whether the actor sees an agreement that has the file, and its fees."""
    if not policy.sees_fee(person_of(actor)):
        return False
    return agreement_queries.agreements_seen_by(actor).filter(files__file=file_id).exists()
