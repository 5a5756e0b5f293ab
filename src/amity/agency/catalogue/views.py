"""Pages of the catalogue, in Settings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import policy, queries
from amity.agency.catalogue import commands
from amity.agency.catalogue.forms import ServiceForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import ActPage, act_page


def add_service(request: HttpRequest) -> HttpResponse:
    """Add something the agency sells."""
    actor = actor_of(request)
    policy.may_change_settings(actor).or_refuse()
    form = ServiceForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        fields = form.value_given()
        commands.add_service(
            by=actor, name=fields.name, family=fields.family, helps_with=fields.helps_with, now=timezone.now()
        )
        return _settings()

    return act_page(request, _page(_("New service"), _("Add service")), form, act)


def edit_service(request: HttpRequest, service_id: int) -> HttpResponse:
    """Change a service."""
    actor = actor_of(request)
    policy.may_change_settings(actor).or_refuse()
    form = ServiceForm(request.POST or None)
    form.fill(queries.service(service_id))

    def act(values: dict[str, Any]) -> str:
        commands.edit_service(by=actor, service_id=service_id, fields=form.value_given(), now=timezone.now())
        return _settings()

    return act_page(request, _page(_("Edit service"), _("Save service")), form, act)


def _page(title: str, button: str) -> ActPage:
    return ActPage(title=title, button=button, back=_settings(), crumbs=((_("Agency"), _settings()),))


def _settings() -> str:
    return reverse("agency:agency")
