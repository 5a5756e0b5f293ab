"""Draw how a figure is made up, as a page or inside another page."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amity.profitability.accounts.queries import AccountMoney
from amity.profitability.cost_rates.queries import RatesUsed, rates_used
from amity.profitability.figures.addresses import within
from amity.profitability.figures.explain import Explanation
from amity.profitability.period.rules import Period
from amity.profitability.period.wording import period_sentence
from amity.profitability.portfolio.queries import Portfolio
from amity.profitability.projects.queries import ProjectMoney
from amity.profitability.reader import money_reader


def why(
    request: HttpRequest,
    answer: Explanation,
    seen: Portfolio | AccountMoney | ProjectMoney,
    back: Sequence[tuple[str, str]],
    of_projects: Sequence[int] | None,
    cause: str = "",
) -> HttpResponse:
    """Draw `answer`, with the cost rates behind it if it is based on cost, and what causes it. `back` are the
    breadcrumbs, of which the last has all parts.
    """
    template = "profitability/reckoning.html" if request.headers.get("HX-Request") else "profitability/why.html"
    context = {"explanation": answer, "level": seen.level, "view": seen.view, "period": seen.period, "back": back}
    context["why_urls"] = _urls(request, {one.opens for one in answer.ingredients if one.opens}, seen.period)
    context["list_url"] = within(back[-1][0], seen.period.choice)
    context["used"] = RatesUsed()
    if answer.rests_on_cost and not (isinstance(seen, Portfolio) and seen.narrowed):
        context["used"] = rates_used(money_reader(request), seen.view, seen.currency, seen.period, of_projects)
    return render(request, template, context | {"sub": period_sentence(seen.period), "cause": cause})


def _urls(request: HttpRequest, figures: Iterable[str], period: Period) -> dict[str, str]:
    """Return the page of each other figure of the same row, in the same period."""
    match = request.resolver_match
    if match is None:
        return {}
    found = {name: reverse(match.view_name, kwargs=match.kwargs | {"figure": name}) for name in figures}
    return {name: within(url, period.choice) for name, url in found.items()}
