"""REST operation for the surprise rate of an account."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.accounts.queries import account_seen_by
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Id
from amity.huddles.router import router
from amity.huddles.surprises import queries, rules


class QuarterShape(Answered):
    """The surprise rate of a quarter, by its first day."""

    starts_on: date
    by_client: int
    total: int


class IssueShape(Answered):
    """An issue. `kind` is that of a risk or blocker, or `missed` for an expectation, whose `id` it is then."""

    kind: str
    id: Id
    title: str
    raised_on: date
    by_client: bool


class SurpriseShape(Answered):
    """Issues of 90 days that the client raised first, of all, and by quarter. `issues` are those you can read."""

    by_client: int
    total: int
    since: date
    quarters: list[QuarterShape]
    issues: list[IssueShape]


@reads(router, "/accounts/{int:account_id}/surprises", SurpriseShape)
def read_surprise_rate(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return the surprise rate of an account, with its issues."""
    by, today = asker(request), timezone.localdate()
    account = account_seen_by(by, account_id)
    queries.may_read(by, account).or_refuse()
    first = rules.since(today)
    issues = queries.issues_on([account.pk], min(first, rules.quarters(today)[0][0]))
    recent = [one for one in issues if one.on >= first]
    known, raised = queries.shown_to(by, recent), [one.raised for one in issues]
    found = rules.rate(raised, first, today)
    return {
        "by_client": found.by_client, "total": found.total, "since": first,
        "quarters": [
            {"starts_on": start, "by_client": rate.by_client, "total": rate.total}
            for start, rate in rules.by_quarter(raised, today)
        ],
        "issues": [
            {"kind": one.kind, "id": one.id, "title": one.title, "raised_on": one.on, "by_client": one.by_client}
            for one in recent
            if (one.kind, one.id) in known
        ],
    }  # fmt: skip
