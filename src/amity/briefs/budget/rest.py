"""REST operations that fit lines to a budget."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Id
from amity.briefs import policy
from amity.briefs.budget import commands as budget
from amity.briefs.budget import page as drawing
from amity.briefs.budget.queries import buys_of
from amity.briefs.budget.shapes import BudgetToApply, FitAsked, FitShape
from amity.briefs.payloads import fits_payload, whole
from amity.briefs.queries import brief_seen_by
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import WholeBriefShape
from amity.people.queries import person_of


@reads(router, "/briefs/{int:brief_id}/fit", FitShape)
def read_budget_fit(request: HttpRequest, brief_id: Path[Id], asked: Query[FitAsked]) -> dict[str, Any]:
    """Return the hours of each line that fit a budget. Needs the right to see fees; nothing is saved."""
    by = asker(request)
    brief, person = brief_seen_by(by, brief_id), person_of(by)
    policy.may_see_prices(person).or_refuse()
    found = buys_of(brief, timezone.localdate(), have=asked.amount)
    return fits_payload(found, drawing.eyes_of(person, found.estimate))


@writes(router, "POST", "/briefs/{int:brief_id}/fit", WholeBriefShape, scope=SETUP)
def apply_budget_fit(request: HttpRequest, brief_id: Path[Id], body: BudgetToApply) -> dict[str, Any]:
    """Set the planned hours of the lines to those that fit a budget, and return the brief."""
    budget.fit_lines(by=asker(request), brief_id=brief_id, amount=body.amount, now=timezone.now())
    return whole(request, brief_id)
