"""Pages for the settings of agreements: standard terms, review rules, and the switch for third-party rights."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agency.queries import agency
from amity.agreements import wording
from amity.agreements.library import commands
from amity.agreements.library.forms import RuleForm, TermForm
from amity.agreements.library.settings_page import rule_to_set, settings_page, term_to_set
from amity.audit.actor_rights import actor_of
from amity.rights import commands as rights
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, posted


def settings(request: HttpRequest) -> HttpResponse:
    """Show the library of terms, the review rules with the risks they leave, and the switch for third-party rights."""
    page = settings_page(actor_of(request))
    return render(request, "agreements/settings.html", {"page": page, "words": wording, "currency": agency().currency})


def say_term(request: HttpRequest, key: str = "") -> HttpResponse:
    """Add or replace a term of the library."""
    actor = actor_of(request)
    entry = term_to_set(actor, key)
    form = TermForm(request.POST or None)
    if entry is not None:
        form.fill(entry)
    title = entry.label if entry else _("Add a term")
    page = _page(title, _("Save term"), _("A term in the library. Existing agreements keep their wording."))

    def act(values: dict[str, Any]) -> str:
        commands.say_term(
            by=actor, term=form.term(key), label=values["label"], version=values["version"], now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def say_rule(request: HttpRequest, key: str = "") -> HttpResponse:
    """Add or replace a review rule."""
    actor = actor_of(request)
    entry = rule_to_set(actor, key)
    form = RuleForm(request.POST or None, currency=agency().currency)
    if entry is not None:
        form.fill(entry)
    title = _("Edit review rule") if entry else _("Add review rule")
    page = _page(title, _("Save rule"), _("Applies from the next agreement sent for review."))

    def act(values: dict[str, Any]) -> str:
        commands.say_rule(by=actor, rule=form.rule(key), version=values["version"], now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def switch_rights(request: HttpRequest) -> HttpResponse:
    """Switch third-party rights on or off."""
    sent = posted(request)
    number, is_on = sent.whole("version"), sent.text("is_on", SHORT) == "yes"
    rights.switch_rights(by=actor_of(request), is_on=is_on, version=number, now=timezone.now())
    messages.success(
        request,
        _("Third-party rights switched on.")
        if is_on
        else _("Third-party rights switched off. Existing entries are still saved."),
    )
    return redirect("agreements:settings")


def _page(title: str, button: str, hint: str) -> ActPage:
    back = reverse("agreements:settings")
    return ActPage(title=title, button=button, back=back, crumbs=((_("Agreements"), back),), hint=hint)
