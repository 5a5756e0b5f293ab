"""Settings → People, a person's own settings, and sign-in by invitation."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.outbox.queries import mail_server_configured
from amity.people import acts, commands, forms, policy, queries
from amity.people.employment import commands as employment_commands
from amity.people.employment import forms as employment_forms
from amity.people.invitations import commands as invitation_commands
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.values import value_of


@never_cache
def invite_person(request: HttpRequest) -> HttpResponse:
    """Show the invitation form. Without an email server the link is shown here, once."""
    actor = actor_of(request)
    policy.may_look_after_people(actor).or_refuse()
    form = forms.InviteForm(request.POST or None, initial={"weekly_hours": 40, "roles": ["team_member"]})
    if form.is_valid():
        try:
            invited = invitation_commands.invite_person(
                by=actor, now=timezone.now(), **acts.with_seconds(form.cleaned_data)
            )
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            return _invited(request, invited)
    context = {"form": form, "mail_server": mail_server_configured(), "role_rights": queries.rights_by_role()}
    return render(request, "people/invite.html", context)


def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one person with their history and what can be changed."""
    policy.may_look_after_people(actor_of(request)).or_refuse()
    return _person_page(request, person_id)


@never_cache
@require_POST
def change_person(request: HttpRequest, person_id: int, verb: str) -> HttpResponse:
    """Show the form of an action in `acts.ACTS` on a person."""
    act = acts.ACTS.get(verb)
    if act is None:
        raise NotSeen(_("Action not found."))
    actor = actor_of(request)
    policy.may_look_after_people(actor).or_refuse()
    form = act.form(request.POST)
    if form.is_valid():
        try:
            done = act.run(by=actor, person_id=person_id, now=timezone.now(), **act.arguments(form.cleaned_data))
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            if isinstance(done, invitation_commands.Invited):
                return _invited(request, done)
            messages.success(request, _("Saved."))
            return redirect("people:person", person_id)
    return _person_page(request, person_id, {verb: form}, status=422)


@require_POST
def add_discipline(request: HttpRequest) -> HttpResponse:
    """Add a discipline."""
    form = employment_forms.NewDisciplineForm(request.POST)
    if form.is_valid():
        employment_commands.add_discipline(by=actor_of(request), name=form.cleaned_data["name"], now=timezone.now())
    return redirect("people:people")


def own(request: HttpRequest) -> HttpResponse:
    """Show the person's settings for figures, time and pages."""
    actor = actor_of(request)
    me = queries.person_of(actor)
    form = forms.PreferencesForm(request.POST or None, initial=asdict(value_of(me, commands.Preferences)))
    if form.is_valid():
        preferences = commands.Preferences(**form.cleaned_data)
        commands.change_preferences(by=actor, preferences=preferences, now=timezone.now())
        messages.success(request, _("Saved."))
        answer = redirect("people:own")
        for name in ("theme", "density"):
            answer.set_cookie(
                f"amity_{name}", asdict(preferences)[name], max_age=365 * 24 * 3600, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return answer
    context = {"form": form, "me": me, "labels": queries.role_labels()}
    return render(request, "people/own.html", context | {"right": queries.visible_figures(me.money_right)})


def _invited(request: HttpRequest, invited: invitation_commands.Invited) -> HttpResponse:
    if not invited.link:
        messages.success(request, _("Invitation sent to %(name)s.") % {"name": invited.person.name})
        return redirect("people:person", invited.person.pk)
    return render(request, "people/link.html", {"invited": invited})


def _person_page(
    request: HttpRequest, person_id: int, sent: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    page = queries.person_page(person_id, timezone.now())
    cards = acts.cards(page, timezone.localdate(), sent or {})
    context = {"page": page, "cards": cards, "back": reverse("people:people")}
    return render(request, "people/person.html", context, status=status)
