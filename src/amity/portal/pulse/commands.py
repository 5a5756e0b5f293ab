"""Switch *How are we doing?* on or off, and record what a contact sends."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import manager_on
from amity.audit import trail
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.portal.pulse import queries
from amity.portal.pulse.models import Pulse, PulseSetting
from amity.portal.pulse.rules import PulseFields, quarter_of
from amity.portal.visitors.visitor import Visitor
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.values import flat, tidied


@command
def set_pulse(*, by: Actor, account_id: int, version: int, is_on: bool, now: datetime) -> PulseSetting:
    """Ask the contacts of an account how we are doing, or stop. `version` is 0 for a setting that was never made."""
    row = queries.setting_of(by, account_id, lock=True)
    row.expect(version)
    if row.is_on != is_on:
        row.is_on = is_on
        row.save()
        trail.record("pulse.set", subject=row.account, by=by, at=now, changes={"is_on": is_on})
    return row


@command
def send_pulse(*, visitor: Visitor, account_id: int, fields: PulseFields, now: datetime) -> Pulse:
    """Record what a contact answered. The audit log has that they did, and not what: others read it."""
    today = timezone.localdate(now)
    contact, clean = queries.contact_asked(visitor.contacts, account_id, today), tidied(fields)
    pulse = Pulse(account=contact.account, contact=contact, quarter=quarter_of(today), sent_at=now, **flat(clean))
    pulse.save(force_insert=True)
    trail.record("pulse.sent", subject=contact, by=visitor.actor_at(account_id), at=now, changes={})
    readers = [manager_on(contact.account, today), contact.account.director if clean.to_director else None]
    for person in {one.pk: one for one in readers if one is not None}.values():
        notify(
            person=person, kind=notices.ANSWER, path=reverse("portal:pulse_answers", args=[account_id]), now=now,
            text=lambda: _("%(who)s answered “How are we doing?”") % {"who": contact.name},
            account=contact.account.name,
        )  # fmt: skip
    return pulse
