"""Pages of money: HTTP in, HTML or a file out."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.accounts.pages import tab_context
from amity.profitability import drawing, policy, sentences
from amity.profitability.pages import project_context
from amity.profitability.queries import account as accounts
from amity.profitability.queries import export, opened
from amity.profitability.queries import portfolio as portfolios
from amity.profitability.queries import project as projects
from amity.profitability.queries.completeness import reaches_to, weeks
from amity.profitability.queries.frozen import NOT_CLOSED, frozen_inputs
from amity.profitability.queries.profits import CUTS, profits
from amity.profitability.queries.rates_used import RatesUsed, rates_used
from amity.profitability.rules.period import chosen
from amity.projects.queries import project_seen_by
from amity.retainers.queries.listed import retainer_list
from amity.retainers.queries.notes import latest_notes
from amity.retainers.said import row_said
from amity.shared.actor import Actor
from amity.ui.asked import SHORT, queried


def _actor(request: HttpRequest) -> Actor:
    """Who asks; refused without any money right."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    policy.may_see_money(actor).or_refuse()
    return actor


def _choice(request: HttpRequest) -> str:
    return queried(request).text("period", SHORT)


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """All accounts the person sees."""
    order, today = queried(request).text("sort", SHORT) or "fees", timezone.localdate()
    seen = portfolios.portfolio(_actor(request), today, _choice(request), order)
    context = {
        "money": seen,
        "title": sentences.portfolio_title(seen),
        "sub": sentences.portfolio_sub(seen),
        "chart": drawing.months_chart(seen.months, seen.currency),
        "weeks": weeks(reaches_to(seen.period, today)) if not seen.narrowed else None,
        "periods": drawing.period_links(request.path, seen.period, seen.last_with_time, order),
        "orders": drawing.order_links(request.path, order, seen),
        "file": f"{reverse('money:portfolio_file')}?period={seen.period.choice}",
    }
    return render(request, "profitability/portfolio.html", context)


@require_safe
def portfolio_file(request: HttpRequest) -> HttpResponse:
    """The portfolio as a file, by account, project, line or month."""
    by, cut = _actor(request), queried(request).text("by", SHORT) or "account"
    today = timezone.localdate()
    own, _span, _rows = profits(by, "month", None, None, today)
    span = chosen(_choice(request), own.first, own.last, today)
    own, _span, rows = profits(by, cut if cut in CUTS else "account", span.first, span.last, today)
    table = export.rows_file(rows, own.sight, own.currency)
    return table.answered(f"money-{cut if cut in CUTS else 'account'}", queried(request).text("export", SHORT))


@require_safe
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """The Money tab of an account."""
    seen = accounts.account_money(_actor(request), account_id, timezone.localdate(), _choice(request))
    held = retainer_list(_actor(request), timezone.localdate(), account_id)
    context = tab_context(request, account_id, "money") | {
        "money": seen,
        "title": sentences.account_title(seen),
        "sub": sentences.period_sentence(seen.period),
        "chart": drawing.months_chart(seen.months, seen.currency),
        "periods": drawing.period_links(request.path, seen.period, seen.last_with_time),
        "retainers": [row_said(one, fee=held.fee) for one in held.rows],
        "sent_notes": latest_notes([one.agreement for one in held.rows]) if held.rows else [],
        "sees_fee": held.fee,
    }
    return render(request, "profitability/account.html", context)


@require_safe
def account_file(request: HttpRequest, account_id: int) -> HttpResponse:
    """An account's projects as a file."""
    seen = accounts.account_money(_actor(request), account_id, timezone.localdate(), _choice(request))
    table = export.rows_file(seen.projects, seen.sight, seen.currency)
    return table.answered(f"account-{account_id}-projects", queried(request).text("export", SHORT))


@require_safe
def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """A project's lines, burn and months on a page of their own."""
    context = project_context(_actor(request), project_seen_by(_actor(request), project_id))
    return render(request, "profitability/project.html", context | {"here": context})


@require_safe
def project_file(request: HttpRequest, project_id: int) -> HttpResponse:
    """A project's lines as a file."""
    seen = _project_money(request, project_id)
    table = export.lines_file(seen.lines, seen.sight, seen.currency)
    return table.answered(f"project-{project_id}-lines", queried(request).text("export", SHORT))


def _project_money(request: HttpRequest, project_id: int) -> projects.ProjectMoney:
    actor = _actor(request)
    return projects.project_money(actor, project_seen_by(actor, project_id), timezone.localdate())


@require_safe
def why_portfolio(request: HttpRequest, figure: str) -> HttpResponse:
    """How a figure of the portfolio is made up."""
    seen = portfolios.portfolio(_actor(request), timezone.localdate(), _choice(request))
    answer = opened.opened(figure, seen.together, seen.period, seen.accounts)
    return _why(request, answer, seen, [(reverse("money:portfolio"), sentences.money_word())], None)


@require_safe
def why_account(request: HttpRequest, account_id: int, figure: str) -> HttpResponse:
    """How a figure of an account is made up."""
    seen = accounts.account_money(_actor(request), account_id, timezone.localdate(), _choice(request))
    answer = opened.opened(figure, seen.together, seen.period, seen.projects, {"account": account_id})
    projects_shown = [one.id for one in seen.projects if one.kind == "project"]
    return _why(
        request, answer, seen, [(reverse("money:account", args=[account_id]), seen.account.name)], projects_shown
    )


@require_safe
def why_project(request: HttpRequest, project_id: int, figure: str) -> HttpResponse:
    """How a figure of a project is made up."""
    seen = _project_money(request, project_id)
    agreement = seen.project.agreement_id
    closed = frozen_inputs(agreement, seen.period, seen.sight.hidden) if agreement else NOT_CLOSED
    answer = opened.opened(figure, seen.figures, seen.period, (), {"project": project_id}, closed)
    return _why(request, answer, seen, [(reverse("money:project", args=[project_id]), seen.project.name)], [project_id])


def _why(
    request: HttpRequest,
    answer: opened.Opened,
    seen: Any,
    back: Sequence[tuple[str, str]],
    of_projects: Sequence[int] | None,
) -> HttpResponse:
    template = "profitability/reckoning.html" if request.headers.get("HX-Request") else "profitability/why.html"
    context = {"opened": answer, "level": seen.level, "sight": seen.sight, "period": seen.period, "back": back}
    context["used"] = RatesUsed()
    if answer.rests_on_cost and not (of_projects is None and seen.narrowed):
        context["used"] = rates_used(_actor(request), seen.sight, seen.currency, seen.period, of_projects)
    return render(request, template, context | {"sub": sentences.period_sentence(seen.period)})
