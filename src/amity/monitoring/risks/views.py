"""Pages of risks and blockers: add, read, change, and change the status."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.monitoring import pages, policy, rules, wording
from amity.monitoring.queries import place_of
from amity.monitoring.risks import commands, forms, places, queries
from amity.people.queries import person_of
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried


def add_entry(request: HttpRequest, **place: int) -> HttpResponse:
    """Add an entry to a project (`project_id`), or to an account only (`account_id`). `?kind=` preselects its kind."""
    actor = actor_of(request)
    account, project = place_of(actor, **place)
    policy.may_add(person_of(actor), account, project).or_refuse()
    start = {"kind": queried(request).choice("kind", rules.RAISED, rules.RISK)}
    form = forms.EntryForm(request.POST or None, account=account, project=project, initial=start)
    back = pages.home_of(account, project, "register")
    name = _("Raise a risk or blocker")
    page = pages.act(account, project, name, name, back, grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.add_entry(by=actor, fields=form.value_given(**place), now=timezone.now())
        return back

    return act_page(request, page, form, act)


def entry(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Show one entry: effects on both sides, who waits, the response, and its history."""
    actor = actor_of(request)
    seen = queries.entry_seen_by(actor, risk_id)
    if (conflict := pages.conflict_of(actor, seen)) is not None:
        return redirect(conflict)
    queries.with_words([seen])
    may_change = queries.may_change(actor, seen) and seen.conflict_id is None
    context = {
        "one": seen,
        "steps": queries.steps_of(seen),
        "may_change": may_change,
        "moves": [(to, wording.ENTRY_MOVES[to]) for to in rules.ENTRY_MOVES[seen.state]] if may_change else [],
        "home": pages.home_of(seen.account, seen.project, "register"),
        "buttons": [(entry.label, entry.address(seen)) for entry in places.buttons.seen_by(actor, seen)],
    }
    return render(request, "monitoring/entry.html", context)


def edit_entry(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Change the fields of an entry."""
    actor = actor_of(request)
    seen = queries.entry_seen_by(actor, risk_id)
    if (conflict := pages.conflict_of(actor, seen)) is not None:
        return redirect(conflict)
    policy.may_change_entry(person_of(actor), seen).or_refuse()
    form = forms.EntryForm(request.POST or None, account=seen.account, project=seen.project)
    form.fill(seen)
    page = pages.act(seen.account, seen.project, _("Edit entry"), _("Save entry"), _of(risk_id), grid=True)

    def act(values: dict[str, Any]) -> str:
        fields = form.value_given(project_id=seen.project_id, account_id=seen.account_id)
        commands.edit_entry(
            by=actor, entry_id=risk_id, version=values["version"] or 0, fields=fields, now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def move_entry(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Change the status of an entry to `to`."""
    actor = actor_of(request)
    seen = queries.entry_seen_by(actor, risk_id)
    if (conflict := pages.conflict_of(actor, seen)) is not None:
        return redirect(conflict)
    policy.may_change_entry(person_of(actor), seen).or_refuse()
    state = posted(request).text("state", SHORT) or queried(request).text("to", SHORT)
    note = seen.response if state == rules.RESPONDING else ""
    initial = {"state": state, "version": seen.version, "note": note}
    form = forms.MoveEntryForm(request.POST or None, state=state, initial=initial)
    title = str(wording.ENTRY_MOVES.get(state, _("Update status")))
    page = pages.act(seen.account, seen.project, title, title, _of(risk_id), hint=seen.title)

    def act(values: dict[str, Any]) -> str:
        commands.move_entry(
            by=actor, entry_id=risk_id, version=values["version"], move=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def _of(risk_id: int) -> str:
    return reverse("monitoring:entry", args=[risk_id])
