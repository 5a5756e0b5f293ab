"""What the marked lines of a note become when no one is asked: only where their words leave nothing open."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.conversations.notes.fields import NoteFields, PointFields
from amity.conversations.notes.marks import marked_lines
from amity.conversations.notes.proposals import people_around, proposals
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused


def points_read(by: Actor, account: Account, fields: NoteFields, now: datetime) -> list[PointFields]:
    """Return what every marked line becomes. Raises `Invalid` at a line that leaves something open."""
    lines = marked_lines(fields.text.strip())
    people = people_around(account, by, fields.contact_ids, fields.person_ids)
    found = proposals(by, account, lines, people, fields.held_at, now)
    for proposal in found:
        name = f"points.{proposal.line.number}"
        if proposal.refusal and fields.held_at <= now and len(proposal.line.text) <= len(proposal.reading.text):
            raise Refused(proposal.refusal)
        if proposal.refusal:
            raise Invalid(proposal.refusal, name)
        for open_field in sorted(proposal.reading.asks):
            raise Invalid(_("Line %(line)s leaves this open. Send `points`.") % {"line": proposal.line.number},
                f"{name}.{open_field}")  # fmt: skip
    return [proposal.fields for proposal in found]
