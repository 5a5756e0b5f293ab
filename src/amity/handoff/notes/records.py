"""A promise or expectation in a hand-off, saved as the expectation that project and account show."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from amity.accounts.evidence import Evidence
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields
from amity.expectations.models import Expectation
from amity.expectations.rules import PROMISE as PROMISED
from amity.handoff.models import Handoff, Note
from amity.handoff.rules import EXPECTATION, PROMISE, says_nothing
from amity.monitoring.expectations.commands import bind_to_project
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.values import value_of

if TYPE_CHECKING:
    from amity.handoff.notes.commands import HandoffNote


KINDS: Final[Mapping[str, str]] = {PROMISE: PROMISED, EXPECTATION: "result"}
"""The blocks whose texts are records, and the kind of each."""


def is_record(block: str, text: str) -> bool:
    """Return whether a text is a promise or an expectation, rather than the answer that there is none."""
    return block in KINDS and not says_nothing(text, _("nothing"))


def write_record(note: Note, words: "HandoffNote", by: Actor, now: datetime) -> None:
    """Create the record of a note, or change the existing one. The note itself then has no text."""
    fields = _fields(note, words, by)
    if note.expectation_id is None:
        note.expectation = _created(note.handoff, fields, by, now)
    else:
        record = expectations.recorded_to_change(note.expectation_id)
        expectations.change_recorded(record, by=by, fields=fields, now=now)
    note.text, note.stated_by, note.stated_in, note.stated_on = "", "", "", None


def drop_record(note: Note, by: Actor, now: datetime) -> None:
    """Delete the record of a note as long as it has no history. Otherwise raise `Refused`."""
    expectation, note.expectation = note.expectation, None
    if expectation is not None:
        note.save(update_fields=["expectation"])
        expectations.withdraw_recorded(expectation, by=by, now=now)


def add_to_record(expectation_id: int, text: str, by: Actor, now: datetime) -> None:
    """Add an answer to the statement of a record."""
    record = expectations.recorded_to_change(expectation_id)
    fields = replace(value_of(record, ExpectationFields), statement=f"{record.statement} {text}")
    expectations.change_recorded(record, by=by, fields=fields, now=now)


def follow_record(expectation: Expectation) -> None:
    """Increase the versions of notes of this record, and of their prompts, so that open forms are stale."""
    for note in Note.objects.filter(expectation=expectation).select_for_update().order_by("pk"):
        note.version += 1
        note.save(update_fields=["version"])
        count_save(note.handoff_id)


def count_save(handoff_id: int) -> None:
    """Increase the version of a hand-off when a note is saved, so that an open form of its prompts is stale."""
    handoff = Handoff.objects.select_for_update().get(pk=handoff_id)
    handoff.version += 1
    handoff.save(update_fields=["version"])


def _created(handoff: Handoff, fields: ExpectationFields, by: Actor, now: datetime) -> Expectation:
    if handoff.account is None:
        raise Invalid(_("Only client work can have promises and expectations."), "block")
    recorded = expectations.record(by=by, account=handoff.account, fields=fields, now=now)
    if handoff.project is not None:
        bind_to_project(recorded, handoff.project.pk, by, now)
    return recorded


def _fields(note: Note, words: "HandoffNote", by: Actor) -> ExpectationFields:
    contact, day = words.contact_id, words.stated_on
    record, kind = note.expectation, KINDS[note.block]
    owner, until = None, None
    if note.block == PROMISE:
        until = words.due_on
        owner = words.owner_id or _colleague(words.stated_by) or note.handoff.giver_id or by.person_id
    elif contact is None and words.stated_by:
        contact = _contact(note.handoff, words.stated_by)
    if note.block != PROMISE and record is not None:
        kind, owner, until = record.kind, record.promised_by_id, record.promised_until
    return ExpectationFields(
        statement=words.text, kind=kind,
        line_id=record.line_id if record else None,
        evidence=Evidence(contact, day, words.stated_in, record.client_words if record else ""),
        promised_by_id=owner, promised_until=until,
    )  # fmt: skip


def _colleague(name: str) -> int | None:
    """Return the id of the colleague with that name. Raises `Invalid` for an unknown name."""
    if not name:
        return None
    found = Person.objects.filter(name=name).values_list("pk", flat=True).first()
    if found is None:
        raise Invalid(_("Choose the colleague who promised it."), "stated_by")
    return found


def _contact(handoff: Handoff, name: str) -> int:
    """Return the id of the contact with that name. Raises `Invalid` for an unknown name."""
    rows = handoff.account.contacts.filter(name=name) if handoff.account else None
    found = rows.values_list("pk", flat=True).first() if rows is not None else None
    if found is None:
        raise Invalid(_("Choose a contact of this client."), "stated_by")
    return found
