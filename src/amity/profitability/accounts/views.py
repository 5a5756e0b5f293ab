"""Pages of one account's money: HTTP in, HTML or a file out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.accounts.pages import tab_context
from amity.audit.actor_rights import actor_of
from amity.invoicing.pages import account_invoices
from amity.profitability.accounts import wording
from amity.profitability.accounts.queries import ORDERS, account_money, projects_in_order
from amity.profitability.causes.of_figures import account_cause
from amity.profitability.charts import months_chart
from amity.profitability.figures.explain import explain
from amity.profitability.figures.views import why
from amity.profitability.period.links import period_links
from amity.profitability.period.wording import period_sentence
from amity.profitability.places import tab_key
from amity.profitability.profit_rows import file_tables
from amity.profitability.reader import money_reader, period_choice
from amity.retainers.listing.queries import retainer_list
from amity.retainers.listing.rows import list_row
from amity.retainers.notes.queries import latest_notes
from amity.ui.asked import SHORT, queried


@require_safe
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the Money tab of an account."""
    seen = account_money(money_reader(request), account_id, timezone.localdate(), period_choice(request))
    held = retainer_list(money_reader(request), timezone.localdate(), account_id)
    order = queried(request).choice("sort", ORDERS)
    kept = {"sort": order} if order else {}
    context = tab_context(request, account_id, tab_key(actor_of(request))) | {
        "money": seen,
        "title": wording.title(seen),
        "cause": account_cause("margin", seen),
        "sub": period_sentence(seen.period),
        "chart": months_chart(seen.months, seen.currency),
        "periods": period_links(request.path, seen.period, seen.books, kept),
        "projects": projects_in_order(seen, order),
        "order": order,
        "headings": {key: f"?period={seen.period.choice}&sort={key}#projects-h" for key in ORDERS},
        "retainers": [list_row(one, fee=held.fee) for one in held.rows],
        "sent_notes": latest_notes([one.agreement for one in held.rows]) if held.rows else [],
        "sees_fee": held.fee,
        "invoices": account_invoices(actor_of(request), account_id, timezone.localdate()),
    }
    return render(request, "profitability/account.html", context)


@require_safe
def account_file(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with an account's projects as a file."""
    seen = account_money(money_reader(request), account_id, timezone.localdate(), period_choice(request))
    table = file_tables.rows_file(seen.projects, seen.view, seen.currency)
    return table.answered(f"account-{account_id}-projects", queried(request).text("export", SHORT))


@require_safe
def why_account(request: HttpRequest, account_id: int, figure: str) -> HttpResponse:
    """Show how a figure of an account is made up."""
    seen = account_money(money_reader(request), account_id, timezone.localdate(), period_choice(request))
    answer = explain(figure, seen.together, seen.period, seen.projects, {"account": account_id})
    projects_shown = [one.id for one in seen.projects if one.kind == "project"]
    back = [(reverse("money:account", args=[account_id]), seen.account.name)]
    return why(request, answer, seen, back, projects_shown, account_cause(figure, seen))
