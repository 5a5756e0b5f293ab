"""Write a recommendation, withdraw it, record the client's answer, start its brief, and record what came of it."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import Evidence, put_evidence
from amity.accounts.models import Account
from amity.accounts.queries import account_to_change
from amity.advice import policy, rules
from amity.advice.fields import ClientAnswer, OutcomeFields, RecommendationFields
from amity.advice.models import Practice, Recommendation
from amity.advice.recommendations import queries
from amity.advice.recommendations.sources import origin_of
from amity.audit import trail
from amity.briefs.commands import open_brief
from amity.briefs.fields import BriefFields
from amity.briefs.models import Brief
from amity.briefs.prefill.commands import fill_from_account
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.values import tidied, value_of, write


@command
def recommend(
    *, by: Actor, account_id: int, fields: RecommendationFields, now: datetime, source: Ref | None = None
) -> Recommendation:  # fmt: skip
    """Write a recommendation to a client for one of their goals. `source` is what led to it."""
    account = account_to_change(by, account_id)
    policy.may_recommend(person_of(by), account).or_refuse()
    kept = _checked(by, account, fields, now)
    row = Recommendation(account=account, author=person_of(by), added_at=now)
    if source is not None:
        if origin_of(by, source).account_id != account.pk:
            raise Invalid(_("Choose something that belongs to %(account)s.") % {"account": account.name})
        row.source_kind, row.source_id = source.kind, source.id
    write(kept, row)
    row.save(force_insert=True)
    trail.record("recommendation.written", subject=row, by=by, at=now, changes=asdict(kept))
    return row


@command
def edit_recommendation(
    *, by: Actor, recommendation_id: int, version: int, fields: RecommendationFields, now: datetime
) -> Recommendation:  # fmt: skip
    """Edit a draft."""
    row = _to_change(by, recommendation_id, version)
    if row.state != rules.DRAFT:
        raise Refused(_("The client has this already. Withdraw it and write a new one."))
    before, kept = asdict(value_of(row, RecommendationFields)), _checked(by, row.account, fields, now)
    write(kept, row)
    row.save()
    changes = {"before": before, "after": asdict(kept)}
    trail.record("recommendation.edited", subject=row, by=by, at=now, changes=changes)
    return row


@command
def withdraw_recommendation(*, by: Actor, recommendation_id: int, version: int, now: datetime) -> Recommendation:
    """Withdraw a recommendation that has no answer."""
    row = _to_change(by, recommendation_id, version)
    if row.state not in rules.OPEN:
        raise Refused(_("The client has answered this already."))
    row.state = rules.WITHDRAWN
    row.save()
    trail.record("recommendation.withdrawn", subject=row, by=by, at=now)
    return row


@command
def answer_recommendation(
    *, by: Actor, recommendation_id: int, version: int, given: ClientAnswer, evidence: Evidence, now: datetime
) -> Recommendation:  # fmt: skip
    """Record what the client answered another way than on their pages: who, when, and why they declined."""
    row = _to_change(by, recommendation_id, version)
    if row.state not in rules.OPEN:
        raise Refused(_("The client has answered this already."))
    put_evidence(row, row.account, evidence, today=timezone.localdate(now), needed=True)
    return put_answer(row, tidied(given), by, now)


def put_answer(row: Recommendation, given: ClientAnswer, by: Actor, now: datetime) -> Recommendation:
    """Save the client's answer, with the evidence already on the row. Call it in a command, with the row locked."""
    if given.answer == rules.DECLINED and not given.declined_why:
        raise Invalid(_("Enter why they declined."), "declined_why")
    row.state, row.answered_at = given.answer, now
    row.declined_why = given.declined_why if given.answer == rules.DECLINED else ""
    row.save()
    changes = {"state": row.state, "declined_why": row.declined_why, "stated_by_id": row.stated_by_id}
    trail.record("recommendation.answered", subject=row, by=by, at=now, changes=changes)
    return row


@command
def brief_from_recommendation(*, by: Actor, recommendation_id: int, version: int, now: datetime) -> Brief:
    """Create the brief of an accepted recommendation, with its goal, its text and who accepted it."""
    row = _to_change(by, recommendation_id, version)
    if row.state != rules.ACCEPTED:
        raise Refused(_("The client has to accept this first."))
    if row.held_at is not None:
        raise Refused(_("The client asked to hold on. Talk to them first."))
    if row.brief_id is not None:
        raise Refused(_("This already has a brief."))
    need = "\n\n".join(text for text in (row.client_words, row.evidence, row.advice) if text)
    fields = BriefFields(
        row.title, client_words=need, stated_by_id=row.stated_by_id, stated_on=row.stated_on,
        stated_in=row.stated_in, goal_id=row.goal_id, done_when=row.effect,
    )  # fmt: skip
    brief = open_brief(by=by, account_id=row.account_id, fields=fields, now=now)
    row.brief = fill_from_account(by=by, brief_id=brief.pk, now=now)
    row.save()
    trail.record("recommendation.briefed", subject=row, by=by, at=now, changes={"title": brief.title})
    return row.brief


@command
def record_outcome(
    *, by: Actor, recommendation_id: int, version: int, fields: OutcomeFields, now: datetime
) -> Recommendation:  # fmt: skip
    """Record what came of an accepted recommendation. The readings that it compares are saved with it."""
    row = _to_change(by, recommendation_id, version)
    if row.state != rules.ACCEPTED:
        raise Refused(_("Only what the client accepted has an outcome."))
    found = queries.compared(row)
    if found.after is None:
        day = {"goal": row.goal.title}
        raise Refused(_("Add a reading of “%(goal)s” from the expected date or later first.") % day)
    write(tidied(fields), row)
    row.before_value, row.after_value = found.before.value if found.before else None, found.after.value
    row.outcome_at = now
    row.save()
    changes = {"outcome": row.outcome, "outcome_note": row.outcome_note}
    trail.record("recommendation.outcome", subject=row, by=by, at=now, changes=changes)
    return row


def _to_change(by: Actor, recommendation_id: int, version: int) -> Recommendation:
    """Return a recommendation that the actor can change, its row locked."""
    row = queries.recommendation_seen_by(by, recommendation_id, lock=True)
    policy.may_recommend(person_of(by), row.account).or_refuse()
    row.expect(version)
    return row


def _checked(by: Actor, account: Account, fields: RecommendationFields, now: datetime) -> RecommendationFields:
    kept = tidied(fields)
    if kept.goal_id not in {one.pk for one in queries.goals_to_serve(by, account)}:
        raise Invalid(_("Choose a current goal of %(account)s.") % {"account": account.name}, "goal_id")
    if kept.practice_id is not None and not Practice.objects.filter(pk=kept.practice_id).exists():
        raise Invalid(_("Choose a practice from the library."), "practice_id")
    if kept.expected_on <= timezone.localdate(now):
        raise Invalid(_("Enter a date after today."), "expected_on")
    return kept
