"""Pages that add and remove standards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate import policy
from amity.gate.standards import commands
from amity.gate.standards.forms import StandardForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import queried


def add_standard(request: HttpRequest) -> HttpResponse:
    """Add a standard. `?words=` fills in what a clearer changed."""
    actor = actor_of(request)
    policy.may_set_lanes(person_of(actor), None).or_refuse()
    initial = {"words": queried(request).search("words")[:300]}
    form = StandardForm(request.POST if request.method == "POST" else None, initial=initial)
    what = ActPage(
        title=_("New agency standard"), button=_("Save standard"), back=reverse("gate:checks"),
        crumbs=((_("Checks"), reverse("gate:checks")),),
    )  # fmt: skip

    def act(_values: dict[str, Any]) -> str:
        commands.add_standard(by=actor, fields=form.fields_given(), now=timezone.now())
        messages.success(request, _("Standard saved."))
        return reverse("gate:checks")

    return act_page(request, what, form, act)


@require_POST
def remove_standard(request: HttpRequest, standard_id: int) -> HttpResponse:
    """Remove a standard."""
    commands.remove_standard(by=actor_of(request), standard_id=standard_id, now=timezone.now())
    messages.success(request, _("Standard removed."))
    return redirect("gate:checks")
