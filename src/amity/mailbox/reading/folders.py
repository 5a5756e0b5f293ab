"""Read a folder: headers in batches, and the whole email only where its sender or recipient is a client's contact."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from amity.mailbox.bounces.commands import record_bounce
from amity.mailbox.bounces.rules import looks_bounced
from amity.mailbox.connections import rules
from amity.mailbox.connections.models import Place, ReadFolder
from amity.mailbox.connections.rules import Chosen
from amity.mailbox.connections.session import Heading, Session, Status
from amity.mailbox.reading import outcomes
from amity.mailbox.reading.intake import Intake
from amity.mailbox.reading.work import Work
from amity.mailbox.to_gate.reading import read_to_gate

BATCH: Final = 100
"""Headers that are held in memory at once. Whole emails are read one by one."""


def folders_of(session: Session, more: Collection[str] = ()) -> list[Chosen]:
    """Return the folders to read, `more` among them by name. All mail is one only where labels show what is private."""
    listed = session.folders()
    if not session.has_labels:
        listed = [one for one in listed if not any(flag.strip("\\").casefold() == "all" for flag in one.flags)]
    return rules.folders_to_read(listed, more)


def read_folder(session: Session, work: Work, chosen: Chosen) -> Status:
    """Read what has arrived in a folder since it was read last. Stops between batches. Raise `Fault`."""
    status = session.open(chosen.name)
    row = _row(work, chosen, status)
    if status.uidnext <= row.last_uid + 1:
        return status
    uids = session.uids_after(row.last_uid, work.since)
    for batch in _batches(uids):
        if work.stopped:
            return status
        _read_batch(session, work, row, batch)
        _move_on(row, batch[-1])
        seen, taken = work.counted()
        outcomes.record_progress(work.connection.pk, work.token, seen=seen, taken=taken)
    _move_on(row, max(row.last_uid, status.uidnext - 1))
    return status


def fetch_asked(session: Session, work: Work) -> None:
    """Read the text of emails that someone asked for."""
    asked = Place.objects.filter(folder__connection=work.connection, text_asked_at__isnull=False)
    for place in asked.select_related("folder").order_by("folder", "pk")[:BATCH]:
        status = session.open(place.folder.name)
        raw = session.email(place.uid) if status.uidvalidity == place.uidvalidity else None
        if raw is not None:
            intake = Intake.begin(work, place.folder)
            intake.add(place.uid, raw, is_whole=True)
            intake.take()
        Place.objects.filter(pk=place.pk).update(text_asked_at=None)


def _row(work: Work, chosen: Chosen, status: Status) -> ReadFolder:
    """Return how far a folder was read. If the server has numbered it afresh, it is read again from the start."""
    first = {"role": chosen.role, "uidvalidity": status.uidvalidity}
    row, _made = ReadFolder.objects.get_or_create(connection=work.connection, name=chosen.name, defaults=first)
    if row.uidvalidity != status.uidvalidity:
        row.places.exclude(uidvalidity=status.uidvalidity).delete()
        row.uidvalidity, row.last_uid = status.uidvalidity, 0
        row.save(update_fields=["uidvalidity", "last_uid"])
    return row


def _read_batch(session: Session, work: Work, row: ReadFolder, uids: Sequence[int]) -> None:
    intake, headings = Intake.begin(work, row), session.headings(uids)
    work.seen += len(headings)
    shown = [one for one in headings if not any(rules.is_private(label) for label in one.labels)]
    for heading in intake.wanted(shown):
        if work.bodies == rules.HEADERS or heading.size > intake.most_bytes:
            intake.add(heading.uid, heading.raw, is_whole=False)
        elif (raw := session.email(heading.uid)) is not None:
            intake.add(heading.uid, raw, is_whole=True)
    intake.take()
    _read_bounces(session, work, shown, intake.most_bytes)
    read_to_gate(session, work, row.role, shown, intake.most_bytes)


def _read_bounces(session: Session, work: Work, shown: Sequence[Heading], most_bytes: int) -> None:
    """Read what came back, wherever it is from: a mail server is no contact of a client."""
    for heading in shown:
        if looks_bounced(heading.raw) and heading.size <= most_bytes:
            raw = session.email(heading.uid)
            if raw is not None:
                record_bounce(raw, work.now())


def _move_on(row: ReadFolder, uid: int) -> None:
    if uid != row.last_uid:
        row.last_uid = uid
        ReadFolder.objects.filter(pk=row.pk, uidvalidity=row.uidvalidity).update(last_uid=uid)


def _batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), BATCH):
        yield uids[start : start + BATCH]
