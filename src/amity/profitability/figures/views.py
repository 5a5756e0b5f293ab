"""Draw how a figure is made up, as a page or inside another page."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amity.profitability.accounts.queries import AccountMoney
from amity.profitability.cost_rates.queries import RatesUsed, rates_used
from amity.profitability.figures.explain import Explanation
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
    breadcrumbs.
    """
    template = "profitability/reckoning.html" if request.headers.get("HX-Request") else "profitability/why.html"
    context = {"explanation": answer, "level": seen.level, "view": seen.view, "period": seen.period, "back": back}
    context["why_urls"] = _urls(request, {one.opens for one in answer.ingredients if one.opens}, seen)
    context["used"] = RatesUsed()
    if answer.rests_on_cost and not (isinstance(seen, Portfolio) and seen.narrowed):
        context["used"] = rates_used(money_reader(request), seen.view, seen.currency, seen.period, of_projects)
    return render(request, template, context | {"sub": period_sentence(seen.period), "cause": cause})


def _urls(
    request: HttpRequest, figures: Iterable[str], seen: Portfolio | AccountMoney | ProjectMoney
) -> dict[str, str]:
    """Return the page of each other figure of the same row, in the same period."""
    match = request.resolver_match
    if match is None:
        return {}
    found = {name: reverse(match.view_name, kwargs=match.kwargs | {"figure": name}) for name in figures}
    query = f"?{urlencode({'period': seen.period.choice})}" if seen.period.choice else ""
    return {name: url + query for name, url in found.items()}
