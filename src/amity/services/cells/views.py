"""Pages of one service at one account: record who does it, dismiss, confirm and remove."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.evidence import Evidence
from amity.agency.queries import service as service_named
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells import commands, pages, wording
from amity.services.cells.forms import CellForm
from amity.services.cells.queries import account_for_cells, all_cells
from amity.shared.errors import Invalid
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, own_page, posted, queried


def record_service(request: HttpRequest, account_id: int, service_id: int) -> HttpResponse:
    """Record who does a service for an account."""
    actor = actor_of(request)
    person, account = person_of(actor), account_for_cells(actor, account_id)
    policy.may_record(person, account).or_refuse()
    shown = all_cells(timezone.localdate()).shown(account_id, service_named(service_id))
    form = CellForm(
        request.POST or None, by=actor, account=account, row=shown.row, spend=policy.sees_spend(person),
        initial={"state": shown.cell.state},
    )  # fmt: skip
    page = pages.form_page(account, shown, hours=policy.sees_hours(person))

    def act(values: dict[str, Any]) -> str:
        kept = {} if "spend" in form.fields or shown.row is None else {"spend": shown.row.spend}
        commands.record_service(
            by=actor, account_id=account_id, service_id=service_id, version=values["version"],
            fields=form.value_given(**kept), evidence=form.given(Evidence), now=timezone.now(),
        )  # fmt: skip
        return _way_back(request, account_id)

    return act_page(request, page, form, act)


@require_POST
def dismiss_service(request: HttpRequest, account_id: int, service_id: int) -> HttpResponse:
    """Record with one of the usual reasons that a service isn't relevant for an account."""
    reason = posted(request).choice("reason", wording.REASONS)
    if not reason:
        raise Invalid(_("Choose a reason."), "reason")
    cell = commands.dismiss_service(
        by=actor_of(request), account_id=account_id, service_id=service_id, reason=str(wording.REASONS[reason]),
        now=timezone.now(),
    )  # fmt: skip
    given = {"service": cell.service.name, "account": cell.account.name}
    messages.success(request, _("%(service)s marked as not relevant for %(account)s.") % given)
    return redirect(_way_back(request, account_id))


@require_POST
def confirm_service(request: HttpRequest, account_id: int, service_id: int) -> HttpResponse:
    """Confirm what was recorded, as of today."""
    commands.confirm_service(
        by=actor_of(request), account_id=account_id, service_id=service_id, version=posted(request).whole("version"),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Entry confirmed as of today."))
    return redirect(_way_back(request, account_id))


@require_POST
def remove_record(request: HttpRequest, account_id: int, service_id: int) -> HttpResponse:
    """Remove what was recorded, so that the map shows what our records have."""
    commands.remove_record(
        by=actor_of(request), account_id=account_id, service_id=service_id, version=posted(request).whole("version"),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Entry removed. The map shows what our records have."))
    return redirect(_way_back(request, account_id))


def _way_back(request: HttpRequest, account_id: int) -> str:
    asked = posted(request).text("back", SHORT) or queried(request).text("back", SHORT)
    return own_page(asked, pages.services_of(account_id))
