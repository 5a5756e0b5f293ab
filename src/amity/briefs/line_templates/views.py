"""Save, list, use and retire line templates."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.briefs import policy
from amity.briefs.choices import service_choices
from amity.briefs.line_templates import commands as line_templates
from amity.briefs.line_templates.forms import KeepTemplateForm
from amity.briefs.line_templates.queries import templates_page
from amity.briefs.queries import brief_seen_by
from amity.briefs.redirects import back_to
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


@require_POST
def use_template(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Add the lines of a template to the estimate."""
    template_id = posted(request).whole("template_id")
    made = line_templates.use_template(
        by=actor_of(request), brief_id=brief_id, template_id=template_id, now=timezone.now()
    )
    notice = ngettext(
        "%(count)d line added. Its hours are assumed.", "%(count)d lines added. Their hours are assumed.", len(made)
    )
    messages.success(request, notice % {"count": len(made)})
    return back_to(brief_id, "#lines")


def keep(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Save the lines of a brief as a template."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_keep_templates(person_of(actor)).or_refuse()
    form = KeepTemplateForm(request.POST or None, services=service_choices(), initial={"name": seen.title})
    back = reverse("briefs:brief", args=[brief_id]) + "#lines"
    page = ActPage(
        title=_("Save as template"), button=_("Save template"), back=back, crumbs=((seen.title, back),),
        hint=_("Saves titles, phases, hours, rounds and acceptance criteria, but no prices. A template with the "
"same name is replaced."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        line_templates.keep_template(by=actor, brief_id=brief_id, now=timezone.now(), **values)
        messages.success(request, _("Lines saved as a template."))
        return back

    return act_page(request, page, form, act)


def templates(request: HttpRequest) -> HttpResponse:
    """Show every template with its lines."""
    may_keep = policy.may_keep_templates(person_of(actor_of(request)))
    return render(request, "briefs/templates.html", {"templates": templates_page(), "may_keep": may_keep})


@require_POST
def retire(request: HttpRequest, template_id: int) -> HttpResponse:
    """Retire a template, or make it available again."""
    line_templates.retire_template(
        by=actor_of(request), template_id=template_id, retired=not posted(request).has("again"), now=timezone.now()
    )
    return redirect("briefs:templates")
