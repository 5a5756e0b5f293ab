"""Shared code of the forms that change a retainer. Each leads back to the retainer's page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from amity.audit.actor_rights import actor_of
from amity.retainers import policy
from amity.retainers.queries import Retainer, projects_of, retainer_seen_by
from amity.shared.actor import Actor
from amity.ui.acts import ActForm, ActPage, Text, act_page

Act = Callable[[dict[str, Any]], Any]


def to_agree(request: HttpRequest, agreement_id: int) -> tuple[Actor, Retainer]:
    """Return the actor and the retainer, if they can agree on its terms."""
    actor = actor_of(request)
    seen = retainer_seen_by(actor, agreement_id)
    policy.may_agree(actor, seen).or_refuse()
    return actor, seen


def to_work(request: HttpRequest, agreement_id: int) -> tuple[Actor, Retainer]:
    """Return the actor and the retainer, if they can log requests and deliveries."""
    actor = actor_of(request)
    seen = retainer_seen_by(actor, agreement_id)
    policy.may_work(actor, projects_of(seen)).or_refuse()
    return actor, seen


def form_page(
    request: HttpRequest, seen: Retainer, form: ActForm, act: Act, words: tuple[Text, Text], hint: str = ""
) -> HttpResponse:
    """Answer with the page of a form, which leads back to the retainer."""
    back = reverse("retainers:retainer", args=[seen.pk])
    title, button = words
    page = ActPage(title=title, button=button, back=back, crumbs=((str(seen), back),), hint=hint, grid=True)

    def done(values: dict[str, Any]) -> str:
        act(values)
        return back

    return act_page(request, page, form, done)
