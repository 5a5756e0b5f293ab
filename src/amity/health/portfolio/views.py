"""The page of all accounts' health."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.accounts.pages import list_links
from amity.audit.actor_rights import actor_of
from amity.health import policy
from amity.health import wording as words
from amity.health.portfolio import wording
from amity.health.portfolio.money import money_charts
from amity.health.portfolio.queries import health_portfolio
from amity.people.queries import person_of
from amity.shared.errors import Refused


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show the health of every account the person sees whole."""
    by = actor_of(request)
    person = person_of(by)
    if not policy.may_see_portfolio(person):
        raise Refused(_("Only account managers, directors and those who see every account can see this."))
    seen, today = health_portfolio(by), timezone.localdate()
    context = {
        "seen": seen, "title": wording.title(seen), "sub": wording.sub(seen),
        "charts": money_charts(by, seen.rows, today), "lists": list_links(by, "health"),
        "movers": [(mover, wording.because(mover)) for mover in seen.movers],
        "unknown": [(row, words.CHEAPEST.get(row.cheapest, "")) for row in seen.unknown],
        "more_unknown": wording.more_unknown(seen),
        "may_set": bool(policy.may_set_numbers(person)),
    }  # fmt: skip
    return render(request, "health/portfolio.html", context)
