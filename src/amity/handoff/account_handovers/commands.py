"""Start the handover of an account to another account manager, permanently or for some days."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import commands as accounts
from amity.accounts import rules as duties
from amity.accounts.covers import commands as cover_commands
from amity.accounts.queries import account_to_change
from amity.audit import trail
from amity.handoff import policy, rules
from amity.handoff.models import Handoff
from amity.people.models import Person
from amity.people.queries import actor_for, person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import OneOf, tidied, write


@dataclass(frozen=True, slots=True)
class HandoverFields:
    """A handover of an account to another account manager: permanent (succession), or until a date (cover)."""

    account_id: int
    kind: Annotated[str, OneOf(rules.OF_ACCOUNTS)]
    taker_id: int
    starts_on: date
    ends_on: date | None = None


@command
def prepare_account(*, by: Actor, fields: HandoverFields, now: datetime) -> Handoff:
    """Start the handover of an account from a date; a cover has an end date. Rights pass once it is accepted."""
    fields, account = tidied(fields), account_to_change(by, fields.account_id)
    policy.may_give_account(person_of(by), account, fields.kind).or_refuse()
    taker = Person.objects.filter(pk=fields.taker_id, is_active=True).first()
    if taker is None or taker.pk == account.manager_id:
        raise Invalid(_("Choose an active person other than the account manager."), "taker_id")
    is_cover = fields.kind == rules.COVER
    if is_cover and (fields.ends_on is None or fields.ends_on < max(fields.starts_on, timezone.localdate(now))):
        raise Invalid(_("Enter an end date that isn’t before the start or in the past."), "ends_on")
    handoff = Handoff(account=account, giver=account.manager or person_of(by), started_at=now)
    write(fields if is_cover else replace(fields, ends_on=None), handoff)
    handoff.save(force_insert=True)
    trail.record("handoff.prepared", subject=handoff, by=by, at=now, changes=asdict(fields))
    return handoff


def pass_rights(handoff: Handoff, by: Actor, now: datetime) -> None:
    """Apply an accepted handover on its dates, on behalf of the person who offered it."""
    if handoff.account_id is None or handoff.offered_by is None or handoff.starts_on is None:
        return
    giving, taker_id = actor_for(handoff.offered_by, by.through), handoff.taker_id or 0
    if handoff.kind == rules.SUCCESSION:
        accounts.assign_account(
            by=giving, account_id=handoff.account_id, duty=duties.MANAGER, person_id=taker_id,
            valid_from=handoff.starts_on, now=now,
        )  # fmt: skip
    elif handoff.kind == rules.COVER and handoff.ends_on is not None:
        cover_commands.set_cover(
            by=giving, account_id=handoff.account_id, now=now,
            fields=cover_commands.CoverFields(taker_id, handoff.starts_on, handoff.ends_on),
        )  # fmt: skip
