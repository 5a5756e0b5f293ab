"""Pages of the portfolio: HTTP in, HTML or a file out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.profitability.causes.of_figures import portfolio_cause
from amity.profitability.charts import months_chart
from amity.profitability.figures.explain import explain, rows_url
from amity.profitability.figures.views import why
from amity.profitability.period.rules import chosen
from amity.profitability.places import room_name
from amity.profitability.portfolio import queries, tables, wording
from amity.profitability.portfolio.links import ALL, TableLinks
from amity.profitability.profit_rows import file_tables
from amity.profitability.profit_rows.queries import CUTS, profits
from amity.profitability.reader import money_reader, period_choice
from amity.profitability.utilisation.completeness import reaches_to, weeks
from amity.ui.asked import SHORT, queried
from amity.ui.lists.statements import StatementTools

AT_FIRST = 50
"""The accounts shown before someone asks for all of them."""


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show all accounts the person sees."""
    by, asked, today = money_reader(request), queried(request), timezone.localdate()
    seen = queries.portfolio(by, today, period_choice(request), asked.choice("sort", queries.ORDERS))
    tools = StatementTools(request, tables.KEY, tables.columns(seen.view, seen.target))
    links = TableLinks(request.path, seen, tools.asked)
    file = f"{reverse('money:portfolio_file')}?period={seen.period.choice}"
    context = {
        "money": seen,
        "name": room_name(by),
        "title": wording.title(seen),
        "sub": wording.summary(seen),
        "chart": months_chart(seen.months, seen.currency),
        "weeks": weeks(reaches_to(seen.period, today)) if not seen.narrowed else None,
        "periods": links.periods,
        "shown": seen.accounts if asked.text("show", SHORT) == ALL else seen.accounts[:AT_FIRST],
        "links": links,
        "order": seen.order,
        "file": file,
        "outside_url": rows_url(seen.period, {"account": "none"}),
        **tools.context(file),
    }
    return render(request, "profitability/portfolio.html", context)


@require_safe
def portfolio_file(request: HttpRequest) -> HttpResponse:
    """Answer with the portfolio as a file, by account, project, line or month."""
    by, cut = money_reader(request), queried(request).text("by", SHORT) or "account"
    today = timezone.localdate()
    own, _span, _rows = profits(by, "month", None, None, today)
    span = chosen(period_choice(request), own.first, own.last, today)
    own, _span, rows = profits(by, cut if cut in CUTS else "account", span.first, span.last, today)
    table = file_tables.rows_file(rows, own.view, own.currency)
    return table.answered(f"money-{cut if cut in CUTS else 'account'}", queried(request).text("export", SHORT))


@require_safe
def why_portfolio(request: HttpRequest, figure: str) -> HttpResponse:
    """Show how a figure of the portfolio is made up."""
    by = money_reader(request)
    seen = queries.portfolio(by, timezone.localdate(), period_choice(request))
    answer = explain(figure, seen.together, seen.period, seen.accounts)
    back = [(reverse("money:portfolio"), str(room_name(by)))]
    return why(request, answer, seen, back, None, portfolio_cause(figure, seen))
