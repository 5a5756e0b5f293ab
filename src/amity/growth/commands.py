"""Record an opportunity, move it through its stages, win it into a brief, or lose it with the reason."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.commands import open_account
from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.agency.queries import agency
from amity.audit import trail
from amity.briefs.commands import open_brief
from amity.briefs.fields import AMOUNT, BriefFields
from amity.briefs.fields import WON as BY_SALE
from amity.briefs.models import Brief
from amity.growth import hooks, policy, queries, rules, wording
from amity.growth.models import Opportunity
from amity.growth.rules import Loss, NextStep, OpportunityFields
from amity.health.account.queries import account_growth_is_closed
from amity.people.models import Person
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.values import tidied, value_of, write
from amity.strategy.models import Goal

MONEY: Final = ("value",)
SOURCE_MOST: Final = 200
"""Characters of a brief's source."""


@command
def record_opportunity(
    *, by: Actor, fields: OpportunityFields, now: datetime, origin: Ref | None = None
) -> Opportunity:  # fmt: skip
    """Record an opportunity of an account or a prospect. Refused while growth of the account is closed.

    `origin` is a record of the same account that the actor sees. Each becomes one opportunity.
    """
    account = account_seen_by(by, fields.account_id) if fields.account_id is not None else None
    policy.may_record(person_of(by), account).or_refuse()
    if account is not None and account_growth_is_closed(account):
        raise Refused(wording.closed(account.name))
    kept = _checked(fields, account)
    if kept.owner_id is None:
        kept = replace(kept, owner_id=by.person_id)
    one = Opportunity(added_on=timezone.localdate(now), added_by=by.label)
    if origin is not None:
        if hooks.draft_from(by, origin).account_id != fields.account_id:
            raise Invalid(_("The record belongs to another account."), "origin")
        if Opportunity.objects.filter(origin_kind=origin.kind, origin_id=origin.id).exists():
            raise Refused(_("There already is an opportunity from this record."))
        one.origin_kind, one.origin_id = origin.kind, origin.id
    write(kept, one)
    one.currency = account.currency if account else agency().currency
    one.save(force_insert=True)
    trail.record("opportunity.recorded", subject=one, by=by, at=now, changes=asdict(kept), money=MONEY)
    return one


@command
def edit_opportunity(
    *, by: Actor, opportunity_id: int, version: int, fields: OpportunityFields, now: datetime
) -> Opportunity:  # fmt: skip
    """Change an open opportunity. One with an account stays with it."""
    one = _open(by, opportunity_id, version)
    account = one.account
    if account is None and fields.account_id is not None:
        account = account_seen_by(by, fields.account_id)
        policy.may_record(person_of(by), account).or_refuse()
    elif fields.account_id != one.account_id:
        raise Invalid(_("An opportunity stays with its account."), "account_id")
    before, kept = asdict(value_of(one, OpportunityFields)), _checked(fields, account)
    write(kept, one)
    if account is not None and one.currency != account.currency and kept.value is None:
        one.currency = account.currency
    changes = {"before": before, "after": asdict(kept)}
    return _saved(one, "opportunity.edited", by, now, changes)


@command
def move_opportunity(*, by: Actor, opportunity_id: int, version: int, stage: str, now: datetime) -> Opportunity:
    """Move an open opportunity to another open stage. Its probability is the stage's again."""
    one = _open(by, opportunity_id, version)
    if stage not in rules.OPEN:
        raise Invalid(_("Choose from the list."), "stage")
    before = {"stage": one.stage, "probability": one.probability}
    one.stage, one.probability = stage, None
    changes = {"before": before, "after": {"stage": stage, "probability": None}}
    return _saved(one, "opportunity.moved", by, now, changes)


@command
def plan_step(*, by: Actor, opportunity_id: int, version: int, step: NextStep, now: datetime) -> Opportunity:
    """Set what comes next and by when, once the step before is done."""
    one = _open(by, opportunity_id, version)
    kept = tidied(step)
    if kept.next_on is None or kept.next_on < timezone.localdate(now):
        raise Invalid(_("Enter today or a later date."), "next_on")
    before = asdict(value_of(one, NextStep))
    write(kept, one)
    return _saved(one, "opportunity.step_planned", by, now, {"before": before, "after": asdict(kept)})


@command
def win_opportunity(*, by: Actor, opportunity_id: int, version: int, now: datetime) -> Opportunity:
    """Win an opportunity: create its brief with everything known about it. A prospect becomes an account first."""
    one = _open(by, opportunity_id, version)
    if one.account is None:
        one.account = _account_of_prospect(one, by, now)
        one.account_id = one.account.pk
    fields = brief_fields(one, timezone.localdate(now))
    one.brief = _brief_of_origin(one) or open_brief(by=by, account_id=one.account.pk, fields=fields, now=now)
    one.stage, one.closed_on = rules.WON, timezone.localdate(now)
    changes = {"brief_id": one.brief.pk, "account_id": one.account.pk}
    return _saved(one, "opportunity.won", by, now, changes)


@command
def lose_opportunity(*, by: Actor, opportunity_id: int, version: int, loss: Loss, now: datetime) -> Opportunity:
    """Close an opportunity as lost, with the reason."""
    one = _open(by, opportunity_id, version)
    kept = tidied(loss)
    write(kept, one)
    one.stage, one.closed_on = rules.LOST, timezone.localdate(now)
    return _saved(one, "opportunity.lost", by, now, asdict(kept))


@command
def reopen_opportunity(*, by: Actor, opportunity_id: int, version: int, now: datetime) -> Opportunity:
    """Open a lost opportunity again, at the first stage. Refused while growth of its account is closed."""
    one = queries.opportunity_seen_by(by, opportunity_id, lock=True)
    policy.may_change(person_of(by), one).or_refuse()
    one.expect(version)
    if one.stage != rules.LOST:
        raise Refused(_("Only a lost opportunity can be reopened."))
    if one.account is not None and account_growth_is_closed(one.account):
        raise Refused(wording.closed(one.account.name))
    one.stage, one.closed_on, one.reason, one.because, one.competitor = rules.SPOTTED, None, "", "", ""
    return _saved(one, "opportunity.reopened", by, now, {})


def brief_fields(one: Opportunity, today: date) -> BriefFields:
    """Return what the brief of a won opportunity begins with: title, words, contact, goal, value, date and source."""
    source = str(wording.SOURCES[one.source])
    has_contact = one.contact_id is not None
    return BriefFields(
        title=one.title, client_words=one.client_words, stated_by_id=one.contact_id,
        stated_on=one.added_on if has_contact else None, goal_id=one.goal_id,
        budget_kind=AMOUNT if one.value is not None else "", budget_low=one.value, budget_high=one.value,
        wanted_from=one.starts_on if one.starts_on and one.starts_on >= today else None, door=BY_SALE,
        source=_source_in_words(source, one.source_note),
    )  # fmt: skip


def _source_in_words(source: str, note: str) -> str:
    """Return the source with its note, or the note alone where a brief has no room for both."""
    both = f"{source}: {note}" if note else source
    return both if len(both) <= SOURCE_MOST else note


def _brief_of_origin(one: Opportunity) -> Brief | None:
    """Return the brief that the request it came from has already."""
    if one.origin_kind != Request._meta.label_lower:
        return None
    return Brief.objects.filter(request=one.origin_id, opportunity=None).first()


def _account_of_prospect(one: Opportunity, by: Actor, now: datetime) -> Account:
    if not one.company:
        raise Invalid(_("Enter the company first. Winning it creates its account."), "company")
    known = Account.objects.filter(name__iexact=one.company).first()
    if known is not None:
        return account_seen_by(by, known.pk)
    return open_account(by=by, name=one.company, now=now, currency=one.currency)


def _open(by: Actor, opportunity_id: int, version: int) -> Opportunity:
    """Return an open opportunity to change, its row locked."""
    one = queries.opportunity_seen_by(by, opportunity_id, lock=True)
    policy.may_change(person_of(by), one).or_refuse()
    one.expect(version)
    if not rules.is_open(one.stage):
        raise Refused(_("This opportunity is closed."))
    return one


@command
def release_origin(*, by: Actor, opportunity_id: int, now: datetime) -> Opportunity:
    """Let a newer opportunity come from the record that a closed one came from."""
    one = queries.opportunity_seen_by(by, opportunity_id, lock=True)
    policy.may_change(person_of(by), one).or_refuse()
    changes = {"origin": f"{one.origin_kind}:{one.origin_id}"}
    one.origin_kind, one.origin_id = "", None
    return _saved(one, "opportunity.released", by, now, changes)


def _saved(one: Opportunity, action: str, by: Actor, now: datetime, changes: Mapping[str, Any]) -> Opportunity:
    one.save()
    trail.record(action, subject=one, by=by, at=now, changes=dict(changes), money=MONEY)
    return one


def _checked(fields: OpportunityFields, account: Account | None) -> OpportunityFields:
    kept = tidied(fields)
    if account is None and not kept.company:
        raise Invalid(_("Choose an account, or enter the company."), "company")
    if kept.contact_id is not None and (account is None or not account.contacts.filter(pk=kept.contact_id).exists()):
        raise Invalid(_("Choose a contact at the account."), "contact_id")
    if kept.goal_id is not None and not Goal.objects.filter(pk=kept.goal_id, account=account).exists():
        raise Invalid(_("Choose a goal of this account."), "goal_id")
    if kept.owner_id is not None and not Person.objects.filter(pk=kept.owner_id, is_active=True).exists():
        raise Invalid(_("Choose from the list."), "owner_id")
    return replace(kept, company="") if account is not None else kept
