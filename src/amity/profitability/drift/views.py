"""Pages of drift: one account, as a page and a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.accounts.pages import tab_context
from amity.people.queries import person_of
from amity.profitability.drift import queries, tables, wording
from amity.profitability.reader import money_reader
from amity.strategy import policy
from amity.ui.asked import SHORT, queried


@require_safe
def account_drift(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show which work for a client serves a goal, and which serves none."""
    by = money_reader(request)
    account, drift = queries.account_drift(by, account_id, timezone.localdate(), _quarter(request))
    context = tab_context(request, account_id, "plan") | {
        "drift": drift,
        "title": wording.finding(account.name, drift),
        "sub": wording.summary(drift),
        "quarters": wording.quarter_links(request.path, drift),
        "file": f"{reverse('money:account_drift_file', args=[account_id])}?quarter={drift.period.choice}",
        "may_link": bool(policy.may_set(person_of(by), account)),
        "shares": [(one, _with_reasons(one)) for one in drift.goals],
        "without_goal": _with_reasons(drift.none),
    }
    return render(request, "profitability/account_drift.html", context)


@require_safe
def account_drift_file(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with an account's work by goal as a file."""
    by = money_reader(request)
    _account, drift = queries.account_drift(by, account_id, timezone.localdate(), _quarter(request))
    return tables.work_file(drift).answered(f"account-{account_id}-drift", queried(request).text("export", SHORT))


def _with_reasons(share: queries.GoalShare) -> list[tuple[queries.Work, str]]:
    return [(work, wording.because(work)) for work in share.work]


def _quarter(request: HttpRequest) -> str:
    return queried(request).text("quarter", SHORT)
