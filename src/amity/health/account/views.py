"""The page of an account's health."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.health import policy
from amity.health.account.page import context_of
from amity.health.account.queries import seen_health
from amity.people.queries import person_of


@require_safe
def account_health(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the health of an account, and why."""
    by = actor_of(request)
    context = context_of(by, seen_health(by, account_id))
    context["may_set"] = bool(policy.may_set_numbers(person_of(by)))
    return render(request, "health/account.html", context)
