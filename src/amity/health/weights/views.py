"""The page of the weights, with a preview of what they would change."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.health import policy
from amity.health.weights import commands, queries
from amity.health.weights.forms import NumbersForm
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.ui.acts import AGAIN, ActPage, act_page
from amity.ui.asked import posted

PAGE = "health/numbers.html"


def numbers(request: HttpRequest) -> HttpResponse:
    """Show and set the weights, age limits and break points. *Preview changes* saves nothing."""
    by = actor_of(request)
    policy.may_set_numbers(person_of(by)).or_refuse()
    form = NumbersForm(request.POST or None)
    form.fill(queries.numbers_row())
    page = ActPage(
        title=_("How health is calculated"), button=_("Save weights"), again=_("Preview changes"),
        back=reverse("health:numbers"), template=PAGE,
        hint=_("Weights of the eight inputs, how old each may be, and what a measure scores."),
    )  # fmt: skip
    if request.method == "POST" and posted(request).has(AGAIN):
        return _preview(request, page, form)

    def act(values: dict[str, Any]) -> str:
        commands.set_numbers(by=by, version=values["version"], numbers=form.numbers(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def _preview(request: HttpRequest, page: ActPage, form: NumbersForm) -> HttpResponse:
    """Show which accounts would change their band."""
    if form.is_valid():
        try:
            commands.check(form.numbers())
            form.changes = queries.preview(actor_of(request), form.numbers())
        except Invalid as fault:
            form.show(fault)
    return render(request, page.template, {"act": page, "form": form}, status=200 if form.is_valid() else 422)
