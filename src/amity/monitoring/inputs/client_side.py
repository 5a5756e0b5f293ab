"""What a contact does about an input on the client's pages: send files and words, or name a date.

Whether the contact may see the input is decided by the part that shows it to them.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agency.queries import limit
from amity.audit import trail
from amity.files.attachments import Attachments
from amity.files.models import StoredFile
from amity.monitoring import rules
from amity.monitoring.models import ClientInput, InputFile, InputStep
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.ui import formats

MOST_FILES: Final = 10
MOST_WORDS: Final = 1_000


def _is_attached(file: StoredFile) -> bool:
    return InputFile.objects.filter(file=file).exists()


def may_read(actor: Actor, file_id: int) -> bool:
    """Return whether the actor can see the input that has the file."""
    return ClientInput.objects.visible_to(person_of(actor)).filter(files__file=file_id).exists()


FILES: Final = Attachments("input.file", lambda: limit("deliverable.file_bytes"), _is_attached)


@command
def receive_from_client(
    *, by: Actor, contact: Contact, input_id: int, words: str, file_ids: Sequence[int], is_all: bool, now: datetime
) -> ClientInput:
    """Attach what a contact sent. The input has been received, unless more is to follow."""
    row = _open_input(contact, input_id)
    note = words.strip()
    if len(note) > MOST_WORDS:
        raise Invalid(_("Enter up to %(most)s characters.") % {"most": MOST_WORDS}, "words")
    if not note and not file_ids:
        raise Invalid(_("Choose a file, or write a note."), "files")
    files = [FILES.to_attach(by, file_id) for file_id in file_ids]
    for file in files:
        InputFile.objects.create(input=row, file=file, contact=contact, added_at=now)
    before = row.state
    if is_all:
        row.state, row.received_on, row.changed_at = rules.IN, timezone.localdate(now), now
        row.save()
        _step(row, by, now, before=before, note=note, named_on=row.received_on)
    changes = {"files": [file.name for file in files], "note": note, "before": before, "after": row.state}
    trail.record("input.sent_by_client", subject=row, by=by, at=now, changes=changes)
    names = {"who": contact.name, "what": row.what}
    sentence = _received if is_all else _part_received
    _notify(row, lambda: sentence(names, note), now)
    return row


@command
def promise_by_client(*, by: Actor, contact: Contact, input_id: int, on: date, now: datetime) -> ClientInput:
    """Record the date by which a contact says they will send it."""
    row = _open_input(contact, input_id)
    if on < timezone.localdate(now):
        raise Invalid(_("Choose today or a later date."), "on")
    before, row.state, row.promised_on, row.changed_at = row.state, rules.PROMISED, on, now
    row.save()
    _step(row, by, now, before=before, note="", named_on=on)
    trail.record(
        "input.moved", subject=row, by=by, at=now, changes={"before": before, "after": rules.PROMISED, "on": on}
    )
    _notify(row, lambda: _promised(contact.name, row.what, formats.day(on, timezone.localdate(now))), now)
    return row


def _open_input(contact: Contact, input_id: int) -> ClientInput:
    rows = ClientInput.objects.filter(account=contact.account_id).select_related("account__manager", "owner", "project")
    row = seen_or_missing(rows, input_id, _("Page not found."), lock=True)
    if row.state not in rules.WAITED_FOR:
        raise Refused(_("We already have this. Thank you."))
    return row


def _step(row: ClientInput, by: Actor, now: datetime, *, before: str, note: str, named_on: date | None) -> None:
    InputStep(
        input=row, account_id=row.account_id, at=now, by_label=by.label, before=before, after=row.state, note=note,
        named_on=named_on,
    ).save(force_insert=True)  # fmt: skip


def _received(names: dict[str, str], note: str) -> str:
    sent = _("%(who)s sent what you need: %(what)s") % names
    return f"{sent}. {note}"


def _part_received(names: dict[str, str], note: str) -> str:
    sent = _("%(who)s sent part of what you need: %(what)s") % names
    return f"{sent}. {note}"


def _promised(who: str, what: str, day: str) -> str:
    return _("%(who)s will send it by %(day)s: %(what)s") % {"who": who, "what": what, "day": day}


def _notify(row: ClientInput, text: Callable[[], str], now: datetime) -> None:
    """Notify who follows the input up, and the account manager."""
    people = {one.pk: one for one in (row.owner, row.account.manager) if one is not None}
    for person in people.values():
        notify(
            person=person, kind=notices.ANSWER, text=text, path=reverse("monitoring:client_input", args=[row.pk]),
            now=now, account=row.account.name,
        )  # fmt: skip
