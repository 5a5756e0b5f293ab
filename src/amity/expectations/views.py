"""Pages that record, show and correct an expectation, and change its state."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by, sees_whole
from amity.audit.actor_rights import actor_of
from amity.expectations import commands, forms, pages, policy, queries, rules
from amity.expectations.conflicts import queries as conflict_queries
from amity.people.queries import person_of
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried
from amity.ui.linked import naming


def record_expectation(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record what a client contact expects, or what we promised them. `?kind=` chooses which."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_record(person_of(actor), account).or_refuse()
    projects = pages.offered_projects(actor, account)
    initial = pages.first_values(request)
    form = forms.ExpectationForm(request.POST or None, account=account, projects=projects, initial=initial)
    asked = queried(request)
    is_promise = asked.text("kind", SHORT) == rules.PROMISE
    title = _("Add promise") if is_promise else _("Record an expectation")
    opens = ("promise" if is_promise else "expectation") if asked.has("open") else ""
    back = pages.way_back(account, asked.whole("contact"), opens=opens)
    button = _("Add promise") if is_promise else _("Record expectation")
    page = pages.act(account, title, button, back)

    def act(values: dict[str, Any]) -> str:
        made = commands.record_expectation(
            by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now()
        )
        pages.link(actor, made, values.get("project_id"), timezone.now())
        messages.success(request, naming(_("Recorded: %(what)s"), made.statement, pages.of(made)))
        return page.back if asked.has("open") or asked.has("contact") else pages.in_plan(made)

    return act_page(request, page, form, act)


def expectation(request: HttpRequest, expectation_id: int) -> HttpResponse:
    """Show one expectation with its evidence, the possible actions, and its history."""
    actor = actor_of(request)
    seen = queries.one_worded(queries.expectation_seen_by(actor, expectation_id))
    may_change = queries.may_change(actor, seen)
    moves, more_moves = queries.offered_moves(seen) if may_change else ([], [])
    conflicts = pages.conflicts_of(actor, seen)
    context = {
        "one": seen,
        "steps": queries.history_of(seen),
        "may_change": may_change,
        "moves": moves,
        "more_moves": more_moves,
        "conflicts": conflicts,
        "has_open_conflict": any(shown.row.state != "closed" for shown in conflicts),
        "may_conflict": may_change and seen.state != rules.MET and conflict_queries.may_weigh(seen),
        "places": pages.places_of(actor, seen),
        "opens_contacts": sees_whole(actor, seen.account),
    }
    return render(request, "expectations/expectation.html", context)


def edit_expectation(request: HttpRequest, expectation_id: int) -> HttpResponse:
    """Correct an expectation."""
    actor = actor_of(request)
    seen = queries.expectation_seen_by(actor, expectation_id)
    policy.may_change(person_of(actor), seen).or_refuse()
    project, projects = pages.project_of(seen), pages.offered_projects(actor, seen.account)
    asks_project = bool(projects) and (project is None or project in dict(projects))
    form = forms.ExpectationForm(
        request.POST or None, account=seen.account, projects=projects if asks_project else (),
        initial={"project_id": project},
    )  # fmt: skip
    form.fill(seen)
    form.offer_contacts(seen.account)
    page = pages.act(seen.account, _("Edit expectation"), _("Save expectation"), pages.of(seen))

    def act(values: dict[str, Any]) -> str:
        commands.edit_expectation(
            by=actor, expectation_id=expectation_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        if asks_project:
            pages.link(actor, seen, values["project_id"], timezone.now())
        return page.back

    return act_page(request, page, form, act)


def move_expectation(request: HttpRequest, expectation_id: int) -> HttpResponse:
    """Change the state of an expectation to `to`."""
    actor = actor_of(request)
    seen = queries.expectation_seen_by(actor, expectation_id)
    policy.may_change(person_of(actor), seen).or_refuse()
    state = posted(request).text("state", SHORT) or queried(request).text("to", SHORT)
    initial = {"state": state, "version": seen.version, "stated_on": timezone.localdate(), "statement": seen.statement}
    form = forms.MoveForm(
        request.POST or None, account=seen.account, state=state, kind=seen.kind, initial=initial
    )  # fmt: skip
    title = str(queries.moves_of(seen).get(state, _("Update status")))
    page = pages.act(seen.account, title, title, pages.of(seen), hint=seen.statement)

    def act(values: dict[str, Any]) -> str:
        commands.move_expectation(
            by=actor,
            expectation_id=expectation_id,
            version=values["version"],
            move=form.value_given(),
            now=timezone.now(),
        )
        return reverse("expectations:expectation", args=[expectation_id])

    return act_page(request, page, form, act)
