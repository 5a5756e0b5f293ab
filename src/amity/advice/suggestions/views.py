"""Suggestions as parts of pages, asked for once a page is shown."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from amity.accounts.queries import account_seen_by
from amity.accounts.sections import latest
from amity.advice import policy
from amity.advice.recommendations.queries import recommendations_of
from amity.advice.recommendations.wording import AFTERWARDS, SHAPES, STATES
from amity.advice.suggestions import queries
from amity.audit.actor_rights import actor_of
from amity.briefs.queries import brief_seen_by
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.ui import formats


@require_safe
def account_advice(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show an account's recommendations, and what could be recommended next."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    rows = recommendations_of(actor, account)
    made = [(one, STATES[one.state], SHAPES[one.state], AFTERWARDS.get(one.outcome, "")) for one in rows]
    context = {**_context(actor, account, queries.for_account(account)), "made": made}
    newest_first = sorted(rows, key=lambda one: one.added_at, reverse=True)
    context["summary"] = _summary([one.title for one in newest_first], len(context["rows"]))
    return render(request, "advice/account_advice.html", context)


@require_safe
def project_advice(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show what could be recommended on a project."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    return render(
        request, "advice/work_advice.html", _context(actor, project.account, queries.for_project(project))
    )  # fmt: skip


@require_safe
def brief_advice(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Show what could be recommended on a brief."""
    actor = actor_of(request)
    brief = brief_seen_by(actor, brief_id)
    return render(request, "advice/work_advice.html", _context(actor, brief.account, queries.for_brief(brief)))


def _summary(titles: Sequence[str], fitting: int) -> str:
    """Return how many recommendations there are, and the latest, or how many practices could be recommended."""
    if titles or not fitting:
        return latest(len(titles), titles[0] if titles else "")
    found = ngettext("None yet, %(count)s practice could fit", "None yet, %(count)s practices could fit", fitting)
    return found % {"count": formats.number(fitting)}


def _context(by: Actor, account: Any, rows: Any) -> dict[str, Any]:
    allowed = account is not None and bool(policy.may_recommend(person_of(by), account))
    return {"account": account, "rows": rows, "may_recommend": allowed}
