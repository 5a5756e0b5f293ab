"""Create a small job with its one line, and convert it directly to work."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.briefs import wording
from amity.briefs.commands import open_brief
from amity.briefs.conversion.commands import convert_brief
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.fields import BriefFields
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.briefs.items.states import item_states_of
from amity.briefs.lines.commands import add_line
from amity.briefs.lines.fields import LineFields
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.briefs.moves.commands import move_brief
from amity.briefs.queries import brief_seen_by
from amity.briefs.sizes.queries import sized
from amity.briefs.sizes.rules import NOTE
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@dataclass(frozen=True, slots=True)
class NoteFields:
    """The fields of a note besides the brief's own: hours by discipline, or none for a budget only.

    `speaker_id` is the contact who is the source, where their words aren't quoted. With `confirmed`, they are the
    source of these items only, and the others are assumed.
    """

    brief: BriefFields
    hours: tuple[tuple[int, int], ...] = ()
    speaker_id: int | None = None
    confirmed: frozenset[str] | None = None


@command
def open_note(*, by: Actor, account_id: int, fields: NoteFields, now: datetime) -> Brief:
    """Create a brief with one line of the same title. Its price is that of its hours, or the budget without hours."""
    brief = open_brief(
        by=by, account_id=account_id, fields=fields.brief, basis=_basis(account_id, fields, now),
        confirmed=fields.confirmed, now=now,
    )  # fmt: skip
    price = None if fields.hours or brief.retainer_id else brief.budget_high
    line = LineFields(brief.title, hours=fields.hours, acceptance=brief.done_when, price=price)
    add_line(by=by, brief_id=brief.pk, fields=line, now=now)
    return brief_seen_by(by, brief.pk)


@command
def start_note(
    *, by: Actor, brief_id: int, version: int, now: datetime, price: str | None = None
) -> Brief:  # fmt: skip
    """Confirm a note as requested and convert it to work at once, at the chosen price. All or nothing.

    Refused with everything that is missing, and if the job is too large for a note.
    """
    _hold_small(brief_seen_by(by, brief_id), now)
    confirmed = move_brief(by=by, brief_id=brief_id, version=version, state=states.CONFIRMED, now=now)
    return convert_brief(by=by, brief_id=brief_id, version=confirmed.version, price=price, now=now)


def _basis(account_id: int, fields: NoteFields, now: datetime) -> Basis:
    """Return the basis of a note: known from the named contact, otherwise assumed."""
    speaker = Contact.objects.filter(account=account_id, pk=fields.speaker_id or fields.brief.stated_by_id or 0).first()
    if speaker is None:
        return Basis()
    return Basis(items.KNOWN, speaker.name, fields.brief.stated_on or timezone.localdate(now), fields.brief.stated_in)


def _hold_small(brief: Brief, now: datetime) -> None:
    estimate = estimate_of(brief, timezone.localdate(now))
    if missing := item_states_of(brief, estimate, NOTE).blocking:
        raise Refused(wording.missing_sentence(missing))
    size = sized(brief, estimate, timezone.localdate(now))
    if size.size != NOTE:
        why = wording.size_sentence(brief, size, estimate.purchase.total.seconds, priced=True)
        raise Refused(_("This isn’t a small job. %(why)s Use a full brief instead.") % {"why": why})
