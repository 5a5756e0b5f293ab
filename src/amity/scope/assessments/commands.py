"""Assess a request, and ask for another assessment."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.agreements.lines.queries import placed_line_seen_by
from amity.audit import trail
from amity.people.models import Discipline
from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.assessments.due import assess_by
from amity.scope.assessments.fields import AskingAgain, AssessmentFields, Hours
from amity.scope.assessments.models import AssessedHours, Assessment
from amity.scope.assessments.pricing import priced
from amity.scope.models import Request
from amity.scope.requests import queries
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import tidied


@command
def assess_request(
    *, by: Actor, request_id: int, version: int, hours: Hours, fields: AssessmentFields, now: datetime
) -> Assessment:
    """Record what a request would take and what to decide. An earlier assessment stays in its history."""
    row = to_decide(by, request_id)
    policy.may_assess(person_of(by), row).or_refuse()
    row.expect(version)
    clean, by_discipline = tidied(fields), rules.hours_by_discipline(hours)
    _check(by, row, by_discipline, clean.line_id)
    currency = row.agreement.currency if row.agreement else row.account.currency if row.account else agency().currency
    made = Assessment(
        request=row, seconds=sum(by_discipline.values()), currency=currency, line_id=clean.line_id,
        price=priced(row.agreement, by_discipline, currency, timezone.localdate(now)), proposal=clean.proposal,
        sentence=clean.sentence, assessed_by_id=by.person_id or None, assessed_at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    for discipline_id, seconds in by_discipline.items():
        AssessedHours(assessment=made, discipline_id=discipline_id, seconds=seconds).save(force_insert=True)
    row.state = rules.ASSESSED
    row.save()
    changes = {"proposal": made.proposal, "seconds": made.seconds, "price": made.price, "line_id": made.line_id}
    trail.record("request.assessed", subject=row, by=by, at=now, changes=changes, money=("price",))
    return made


@command
def ask_to_assess_again(*, by: Actor, request_id: int, version: int, fields: AskingAgain, now: datetime) -> Request:
    """Return an assessed request to be assessed again, with the question."""
    row = to_decide(by, request_id)
    policy.may_decide(person_of(by), row).or_refuse()
    if row.state != rules.ASSESSED:
        raise Refused(_("This request isn’t assessed yet."))
    row.expect(version)
    row.state, row.assess_by = rules.NEW, assess_by(now)
    row.save()
    changes = {"question": tidied(fields).question}
    trail.record("request.asked_again", subject=row, by=by, at=now, changes=changes)
    return row


def to_decide(by: Actor, request_id: int) -> Request:
    """Return an open request on which no work was included, locked. Raise `Refused` for another."""
    row = queries.request_seen_by(by, request_id, lock=True)
    if not row.is_open:
        raise Refused(_("This request is already closed."))
    if row.state not in (rules.NEW, rules.ASSESSED, rules.PARKED):
        raise Refused(_("This request is already decided."))
    return row


def _check(by: Actor, row: Request, hours: Mapping[int, int], line_id: int | None) -> None:
    if not hours:
        raise Invalid(_("Enter the hours of a discipline."), "hours")
    if Discipline.objects.filter(pk__in=hours).count() != len(hours):
        raise Invalid(_("Choose from the list."), "hours")
    if line_id is not None and placed_line_seen_by(by, line_id).agreement.account_id != row.account_id:
        raise Invalid(_("Choose a line of this client’s agreements."), "line_id")
