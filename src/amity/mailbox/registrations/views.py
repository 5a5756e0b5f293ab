"""Settings → Mailboxes: the agency's app registrations, and what is read of an email."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.mailbox.connections import commands as commands_of_connections
from amity.mailbox.connections import policy
from amity.mailbox.connections import queries as connections
from amity.mailbox.registrations import commands, queries, tokens
from amity.mailbox.registrations.forms import RegistrationForm, RuleForm
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


def mailbox_settings(request: HttpRequest) -> HttpResponse:
    """Show which providers the agency has an app at, and its rule for reading."""
    actor = actor_of(request)
    policy.may_set_up(person_of(actor)).or_refuse()
    known, gate = queries.registrations(), connections.gate_mailbox()
    context = {
        "providers": [(code, name, known.get(code)) for code, name in queries.provider_names().items()],
        "rule": queries.reading_rule(),
        "gate_mailbox": gate,
        "is_others": gate is not None and gate.person_id != actor.person_id,
        "own_mailboxes": connections.own_connections(actor),
    }
    return render(request, "mailbox/settings.html", context)


@never_cache
@sensitive_post_parameters("client_secret")
def set_registration(request: HttpRequest, provider: str) -> HttpResponse:
    """Enter the agency's app at a provider."""
    actor = actor_of(request)
    policy.may_set_up(person_of(actor)).or_refuse()
    name = queries.provider_names()[queries.expect_provider(provider)]
    form = RegistrationForm(request.POST or None, provider=provider)
    if (row := queries.registration_of(provider)) is not None:
        form.fill(row)
    page = _page(name, _("Save app"), template="mailbox/registration.html")
    request.return_address = tokens.return_address()  # type: ignore[attr-defined]

    def act(values: dict[str, Any]) -> str:
        commands.set_registration(by=actor, provider=provider, fields=form.value_given(), now=timezone.now())
        messages.success(request, _("App saved."))
        return page.back

    return act_page(request, page, form, act)


@require_POST
def remove_registration(request: HttpRequest, provider: str) -> HttpResponse:
    """Remove the agency's app at a provider."""
    commands.remove_registration(by=actor_of(request), provider=provider, now=timezone.now())
    messages.success(request, _("App removed."))
    return redirect("mailbox:settings")


@require_POST
def set_gate_mailbox(request: HttpRequest) -> HttpResponse:
    """Choose the mailbox of *Going out*, or none by a blank value. What names no mailbox is refused."""
    sent = posted(request)
    is_none = sent.has("connection_id") and not sent.text("connection_id")
    chosen = None if is_none else sent.whole("connection_id")
    commands_of_connections.set_gate_mailbox(by=actor_of(request), connection_id=chosen, now=timezone.now())
    messages.success(request, _("Going out mailbox saved."))
    return redirect("mailbox:settings")


def set_rule(request: HttpRequest) -> HttpResponse:
    """Set what is read of an email."""
    actor = actor_of(request)
    policy.may_set_up(person_of(actor)).or_refuse()
    form = RuleForm(request.POST or None)
    form.fill(queries.reading_rule())
    page = _page(_("What is read"), _("Save rule"))

    def act(values: dict[str, Any]) -> str:
        commands.set_rule(by=actor, fields=form.value_given(), version=values["version"] or 0, now=timezone.now())
        messages.success(request, _("Rule saved."))
        return page.back

    return act_page(request, page, form, act)


def _page(title: str, button: str, *, template: str = "ui/act.html") -> ActPage:
    back = reverse("mailbox:settings")
    return ActPage(title=title, button=button, back=back, crumbs=((_("Mailboxes"), back),), template=template)
