"""Decide on a request: included, at no charge, extra, new work, declined or parked."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements.lines.queries import placed_line_seen_by
from amity.audit import trail
from amity.briefs.commands import open_brief
from amity.briefs.fields import BriefFields
from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.assessments.commands import to_decide
from amity.scope.assessments.models import Assessment
from amity.scope.assessments.queries import newest_of
from amity.scope.courtesy.limits import above_limit
from amity.scope.decisions.fields import DecisionFields
from amity.scope.decisions.orders import draft_from
from amity.scope.models import Request
from amity.scope.requests.wording import SOURCES
from amity.scope.work_begins import work_item_for
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import tidied

MOST_BRIEF_TITLE: Final = 200


@command
def decide_request(
    *, by: Actor, request_id: int, version: int, fields: DecisionFields, now: datetime
) -> Request:  # fmt: skip
    """Decide on a request. What is included or at no charge gets a work item, extra work a drafted change order, new
    work a brief; a declined request is closed.
    """
    row = to_decide(by, request_id)
    policy.may_decide(person_of(by), row).or_refuse()
    row.expect(version)
    given = tidied(fields)
    assessment = newest_of([row]).get(row.pk)
    _FOLLOW[given.decision](row, assessment, given, by, now)
    row.state, row.decided_because = given.decision, given.because
    row.decided_by, row.decided_at = by.label, now
    row.save()
    changes = {
        "decision": row.state, "because": row.decided_because, "line_id": row.line_id, "order_id": row.order_id,
        "brief_id": row.brief_id, "parked_until": row.parked_until,
    }  # fmt: skip
    trail.record("request.decided", subject=row, by=by, at=now, changes=changes)
    return row


def _include(row: Request, assessment: Assessment | None, given: DecisionFields, by: Actor, now: datetime) -> None:
    line_id = given.line_id or (assessment.line_id if assessment else None) or row.line_id
    if line_id is None:
        raise Invalid(_("Choose the line it is included in."), "line_id")
    if placed_line_seen_by(by, line_id).agreement.account_id != row.account_id:
        raise Invalid(_("Choose a line of this client’s agreements."), "line_id")
    row.line_id = line_id
    row.item = work_item_for(row, by=by, now=now)


def _give(row: Request, assessment: Assessment | None, given: DecisionFields, by: Actor, now: datetime) -> None:
    """Leave the line as it is. Time on its work item is at no charge. Above a limit the director decides."""
    if assessment is not None and above_limit(row, assessment, timezone.localdate(now)):
        policy.may_give_above_limit(person_of(by), row).or_refuse()
    row.item = work_item_for(row, by=by, now=now, at_no_charge=True)


def _order(row: Request, assessment: Assessment | None, given: DecisionFields, by: Actor, now: datetime) -> None:
    row.order = draft_from(row, assessment, given, by=by, now=now)


def _brief(row: Request, assessment: Assessment | None, given: DecisionFields, by: Actor, now: datetime) -> None:
    if row.account_id is None:
        raise Invalid(_("This request has no account."), "decision")
    title = rules.title_of(row.words)
    fields = BriefFields(
        title=title if len(title) <= MOST_BRIEF_TITLE else f"{title[: MOST_BRIEF_TITLE - 1]}…",
        client_words=row.words, stated_by_id=row.contact_id, stated_on=row.asked_on,
        stated_in=row.source or SOURCES[row.through], wanted_on=row.wanted_on,
    )  # fmt: skip
    row.brief = open_brief(by=by, account_id=row.account_id, fields=fields, now=now)


def _decline(row: Request, assessment: Assessment | None, given: DecisionFields, by: Actor, now: datetime) -> None:
    if not given.because:
        raise Invalid(_("Enter the reason."), "because")
    row.closed_at, row.closed_because, row.outcome = now, given.because, rules.DECLINED


def _park(row: Request, assessment: Assessment | None, given: DecisionFields, by: Actor, now: datetime) -> None:
    if given.parked_until is None or given.parked_until <= timezone.localdate(now):
        raise Invalid(_("Enter a date after today."), "parked_until")
    row.parked_until = given.parked_until


_FOLLOW: Final[Mapping[str, Callable[[Request, Assessment | None, DecisionFields, Actor, datetime], None]]] = {
    rules.INCLUDED: _include,
    rules.AT_NO_CHARGE: _give,
    rules.EXTRA: _order,
    rules.NEW_WORK: _brief,
    rules.DECLINED: _decline,
    rules.PARKED: _park,
}
