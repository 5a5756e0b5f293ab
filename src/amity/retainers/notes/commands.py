"""Record that a note about a period went to the client."""

from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements.models import Agreement
from amity.audit import trail
from amity.people.queries import person_of
from amity.retainers import policy
from amity.retainers.models import SentNote
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.queries import retainer_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid

LONGEST: Final = 5_000
"""Characters of a note."""


@command
def record_note_sent(
    *, by: Actor, agreement_id: int, period: date, text: str, now: datetime, contact_id: int | None = None
) -> SentNote:
    """Record the text of a note that was sent to a contact. Recording the same text again changes nothing."""
    agreement = retainer_seen_by(by, agreement_id, lock=True)
    policy.may_send_note(by, agreement).or_refuse()
    text = _checked(agreement, period, text.strip(), contact_id, now)
    same = SentNote.objects.filter(agreement=agreement, period=period, text=text, contact=contact_id).first()
    if same is not None:
        return same
    row = SentNote(
        agreement=agreement, period=period, contact_id=contact_id, text=text, sent_by=person_of(by), sent_at=now
    )
    row.save(force_insert=True)
    changes = {"note_id": row.pk, "period": period, "contact_id": contact_id, "text": text}
    trail.record("retainer.note_sent", subject=agreement, by=by, at=now, changes=changes, money=("text",))
    return row


def _checked(agreement: Agreement, period: date, text: str, contact_id: int | None, now: datetime) -> str:
    if not text:
        raise Invalid(_("Enter the text you sent."), "text")
    if len(text) > LONGEST:
        raise Invalid(_("Enter at most %(most)s characters.") % {"most": LONGEST}, "text")
    spans = [one.span.first for one in ledger_to_date(agreement, max(timezone.localdate(now), period)).periods]
    if period not in spans:
        raise Invalid(_("Choose the first day of a period."), "period")
    account = agreement.account
    if contact_id is not None and (account is None or not account.contacts.filter(pk=contact_id).exists()):
        raise Invalid(_("Choose a contact of this client."), "contact_id")
    return text
