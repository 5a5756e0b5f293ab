"""Which contacts are asked how we are doing, and their answers for those who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account, Contact
from amity.accounts.queries import account_seen_by, account_to_change
from amity.people.queries import person_of
from amity.portal.pulse import wording
from amity.portal.pulse.models import Pulse, PulseQuerySet, PulseSetting
from amity.portal.pulse.rules import quarter_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen

SHOWN = 40


@dataclass(frozen=True, slots=True)
class PulseRow:
    """One answer as the account manager or the director reads it."""

    pulse: Pulse
    work: Any
    amount: Any


def asked(contacts: Sequence[Contact], today: date) -> list[Contact]:
    """Return the contacts that are asked in this quarter and haven't answered."""
    is_on = PulseSetting.objects.filter(account=OuterRef("account"), is_on=True)
    answered = Pulse.objects.filter(contact=OuterRef("pk"), quarter=quarter_of(today))
    rows = Contact.objects.filter(Exists(is_on), ~Exists(answered), pk__in=[one.pk for one in contacts])
    found = set(rows.values_list("pk", flat=True))
    return [one for one in contacts if one.pk in found]


def contact_asked(contacts: Sequence[Contact], account_id: int, today: date) -> Contact:
    """Return the contact of an account who is asked, or raise `NotSeen`."""
    for one in asked(contacts, today):
        if one.account_id == account_id:
            return one
    raise NotSeen(_("Page not found."))


def setting_of(by: Actor, account_id: int, *, lock: bool = False) -> PulseSetting:
    """Return an account's setting to those who can edit the account. Without a row it is a new one, not saved."""
    account = account_to_change(by, account_id) if lock else account_seen_by(by, account_id)
    accounts.may_edit(person_of(by), account).or_refuse()
    return PulseSetting.objects.filter(account=account).first() or PulseSetting(account=account, version=0)


def answers_of(by: Actor, account: Account) -> list[PulseRow]:
    """Return the answers of an account that the actor may read, newest first."""
    rows = Pulse.objects.visible_to(person_of(by)).filter(account=account).select_related("contact")
    return [
        PulseRow(one, wording.WORK[one.work], wording.AMOUNTS.get(one.contact_amount, ""))
        for one in rows.order_by("-sent_at", "-pk")[:SHOWN]
    ]


def pulses_seen_by(by: Actor) -> PulseQuerySet:
    """Return the answers that the actor may read."""
    return Pulse.objects.visible_to(person_of(by))


def may_open(by: Actor, account: object) -> bool:
    """Return whether the actor can open the page of an account's answers: who can edit the account."""
    return isinstance(account, Account) and bool(accounts.may_edit(person_of(by), account))
