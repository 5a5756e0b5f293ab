"""Pages of invoices."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.invoicing import commands, pages, policy, queries
from amity.invoicing.forms import QuotedLineForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


def invoice(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """Show one invoice."""
    shown = pages.invoice_page(actor_of(request), invoice_id, timezone.localdate())
    return render(request, "invoicing/invoice.html", shown)


def place_line(request: HttpRequest, invoice_line_id: int) -> HttpResponse:
    """Choose the quoted line that a line of an invoice bills."""
    by = actor_of(request)
    line = queries.line_seen_by(by, invoice_line_id)
    policy.may_place(person_of(by), line.invoice.account).or_refuse()
    back = reverse("invoicing:invoice", args=[line.invoice_id])
    lines = queries.quoted_lines_of(line.invoice.account_id)
    form = QuotedLineForm(request.POST or None, lines=lines, initial={"line": line.line_id or ""})
    page = ActPage(
        title=_("Choose the quoted line"), button=_("Save"), back=back, hint=line.text,
        crumbs=((line.invoice.number, back),),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.place_line(by=by, line_id=invoice_line_id, quoted_id=values["line"], now=timezone.now())
        return back

    return act_page(request, page, form, act)
