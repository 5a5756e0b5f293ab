"""The review of health: where it was wrong, and what it could have shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.health import policy
from amity.health.review import commands, queries, wording
from amity.health.review.forms import SurpriseForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Show the false greens and false reds of twelve months."""
    by = actor_of(request)
    found = queries.reviewed(by)
    rows = [
        (row, wording.KINDS[row.kind], wording.SHAPES[row.kind], wording.happened(row), queries.may_answer(by, row))
        for row in found.rows
    ]
    return render(request, "health/review.html", {"reviewed": found, "rows": rows})


def answer_surprise(request: HttpRequest, surprise_id: int) -> HttpResponse:
    """Record what the page could have shown."""
    by = actor_of(request)
    row = queries.surprise_seen_by(by, surprise_id)
    policy.may_answer(person_of(by), row.account).or_refuse()
    form = SurpriseForm(request.POST or None)
    form.fill(row)
    page = ActPage(
        title=_("%(account)s: what could the page have shown?") % {"account": row.account.name},
        button=_("Save answer"),
        back=reverse("health:review"),
        crumbs=((_("Review of health"), reverse("health:review")),),
        hint=wording.happened(row),
    )

    def act(values: dict[str, Any]) -> str:
        commands.answer_surprise(
            by=by, surprise_id=surprise_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)
