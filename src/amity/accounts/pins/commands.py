"""Pin an account, and unpin it. Only the person themselves sees it, so the audit log has no record."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts import queries
from amity.accounts.models import Account
from amity.accounts.pins.models import Pin
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused

MOST: Final = 20


@command
def pin_account(*, by: Actor, account_id: int, now: datetime) -> Account:
    """Pin an account the actor can see. An account that is pinned already stays where it is."""
    account, person = queries.account_seen_by(by, account_id), person_of(by)
    if Pin.objects.filter(person=person).exclude(account=account).count() >= MOST:
        raise Refused(_("You have pinned 20 accounts. Unpin one first."))
    Pin.objects.get_or_create(person=person, account=account, defaults={"at": now})
    return account


@command
def unpin_account(*, by: Actor, account_id: int) -> Account:
    """Unpin an account."""
    account = queries.account_seen_by(by, account_id)
    Pin.objects.filter(person_id=by.person_id, account=account).delete()
    return account
