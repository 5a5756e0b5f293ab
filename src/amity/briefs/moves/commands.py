"""Change the status of a brief. It advances only when nothing its size requires is missing."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.briefs import policy, wording
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.items.states import item_states_of
from amity.briefs.models import Brief, Step
from amity.briefs.moves import rules as states
from amity.briefs.queries import brief_seen_by
from amity.briefs.sizes import rules as sizes
from amity.briefs.sizes.queries import sized
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text import phrases
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True)
class MoveFields:
    """The evidence of a status change: the client contact, date and place, or the reason for dropping the brief."""

    contact_id: int | None = None
    stated_on: date | None = None
    stated_in: Annotated[str, Text(200)] = ""
    note: Annotated[str, Text(5000, lines=True)] = ""


NOTHING = MoveFields()


@command
def move_brief(
    *, by: Actor, brief_id: int, version: int, state: str, now: datetime, fields: MoveFields = NOTHING
) -> Brief:  # fmt: skip
    """Send a brief to the client, record their confirmation, return it to draft, or drop it."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_write(person_of(by), brief).or_refuse()
    brief.expect(version)
    if state == states.CONVERTED:
        raise Refused(_("Use “Convert to work” to turn a brief into work."))
    hold_move(brief, state, now)
    step(brief, state, by, now, _checked(brief, state, fields, timezone.localdate(now)))
    return brief


def hold_move(brief: Brief, state: str, now: datetime) -> None:
    """Raise `Refused` if the status change isn't legal, or something its size requires is missing."""
    estimate = estimate_of(brief, timezone.localdate(now))
    brief.size = sized(brief, estimate, timezone.localdate(now)).size
    if not states.may_move(brief.state, state, brief.size):
        words = {"before": wording.STATES[brief.state], "after": wording.STATES.get(state, state)}
        raise Refused(_("A brief that is “%(before)s” can’t become “%(after)s”.") % words)
    if state in states.COMPLETE:
        missing = item_states_of(brief, estimate, brief.size).blocking
        if missing:
            raise Refused(wording.missing_sentence(missing))


def step(brief: Brief, state: str, by: Actor, now: datetime, fields: MoveFields = NOTHING) -> None:
    """Save the status change: the brief, its history and the audit log."""
    before, brief.state, brief.changed_at = brief.state, state, now
    brief.save()
    Step(
        brief=brief, account_id=brief.account_id, at=now, by_label=by.label, before=before, after=state,
        **asdict(fields),
    ).save(force_insert=True)  # fmt: skip
    changes = {"before": before, "after": state, "size": brief.size, **asdict(fields)}
    act = "brief.converted" if state == states.CONVERTED else "brief.moved"
    trail.record(act, subject=brief, by=by, at=now, changes=changes)


def _checked(brief: Brief, state: str, fields: MoveFields, today: date) -> MoveFields:
    """Return the evidence with defaults from the brief: a note's request, otherwise the approver and today."""
    fields = tidied(fields)
    where, note = fields.stated_in, fields.note
    if state == states.DROPPED and not note:
        raise Invalid(_("Enter why you are dropping it."), "note")
    if state not in (states.WITH_CLIENT, states.CONFIRMED):
        return MoveFields(note=note)
    if brief.size == sizes.NOTE and brief.state == states.DRAFT:
        where = where or brief.stated_in or phrases.THEIR_REQUEST
        fields = MoveFields(
            fields.contact_id or brief.stated_by_id or brief.approver_id, fields.stated_on or brief.stated_on
        )
    if not where:
        raise Invalid(_("Enter the source: an email, a meeting or a call."), "stated_in")
    contact_id, day = fields.contact_id or brief.approver_id, fields.stated_on or today
    if contact_id is None or not brief.account.contacts.filter(pk=contact_id).exists():
        raise Invalid(_("Choose a contact of this client."), "contact_id")
    if day > today:
        raise Invalid(_("The date can’t be in the future."), "stated_on")
    return MoveFields(contact_id, day, where, note)
