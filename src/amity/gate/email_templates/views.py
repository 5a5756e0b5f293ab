"""Settings → Email templates: the list with a preview of each, and the forms."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.gate import policy
from amity.gate.email_templates import commands, page, queries
from amity.gate.email_templates.forms import TemplateForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


@require_safe
def email_templates(request: HttpRequest) -> HttpResponse:
    """Show the templates by kind, as their reader would see them."""
    person = person_of(actor_of(request))
    context = {
        "groups": page.groups(person, timezone.now()),
        "may_edit": bool(policy.may_edit_templates(person)),
    }
    return render(request, "gate/email_templates.html", context)


def add_template(request: HttpRequest) -> HttpResponse:
    """Add a template."""
    actor = actor_of(request)
    policy.may_edit_templates(person_of(actor)).or_refuse()
    form = TemplateForm(request.POST if request.method == "POST" else None)

    def act(_values: dict[str, Any]) -> str:
        commands.add_template(by=actor, fields=form.value_given(), now=timezone.now())
        messages.success(request, _("Template saved."))
        return reverse("gate:email_templates")

    return act_page(request, _page(_("New email template")), form, act)


def edit_template(request: HttpRequest, template_id: int) -> HttpResponse:
    """Change a template."""
    actor = actor_of(request)
    policy.may_edit_templates(person_of(actor)).or_refuse()
    form = TemplateForm(request.POST if request.method == "POST" else None)
    form.fill(queries.template_by_id(template_id))

    def act(values: dict[str, Any]) -> str:
        commands.edit_template(
            by=actor, template_id=template_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Template saved."))
        return reverse("gate:email_templates")

    return act_page(request, _page(_("Edit email template")), form, act)


@require_POST
def remove_template(request: HttpRequest, template_id: int) -> HttpResponse:
    """Remove a template."""
    commands.remove_template(by=actor_of(request), template_id=template_id, now=timezone.now())
    messages.success(request, _("Template removed."))
    return redirect("gate:email_templates")


def _page(title: str) -> ActPage:
    back = reverse("gate:email_templates")
    return ActPage(title=title, button=_("Save template"), back=back, crumbs=((_("Email templates"), back),))
