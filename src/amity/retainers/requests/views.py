"""The page that logs a request within a retainer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.retainers.action_pages import form_page, to_work
from amity.scope.requests import commands, page


def log_request(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Log a client's request, which is included in the retainer."""
    actor, seen = to_work(request, agreement_id)
    form = page.included_form(request, seen)

    def act(values: dict[str, Any]) -> None:
        commands.log_included_request(
            by=actor, agreement_id=agreement_id, fields=form.value_given(), now=timezone.now()
        )

    hint = _("The request becomes a work item. Time logged on that item counts towards it.")
    return form_page(request, seen, form, act, (lazy("Log a request"), lazy("Log request")), hint)
