"""Pages of client input: add, read, change, chase, and change the status."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from amity.accounts.queries import sees_whole
from amity.accounts.rules import DAY_TO_DAY
from amity.audit.actor_rights import actor_of
from amity.gate.subjects.letters import likely_reader
from amity.gate.subjects.pages import compose_about
from amity.gate.subjects.queries import has_open, sendings_of
from amity.monitoring import pages, policy, rules, wording
from amity.monitoring.inputs import commands, forms, queries, sending
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.queries import client_of
from amity.people.queries import person_of
from amity.ui.acts import ActForm, act_page
from amity.ui.asked import SHORT, posted, queried

if TYPE_CHECKING:
    from amity.monitoring.models import ClientInput


def ask_input(request: HttpRequest, **place: int) -> HttpResponse:
    """Request input from a client for a project (`project_id`), or for an account only (`account_id`).

    The form presets the contact whom the email would go to, and that whoever asks also asks again.
    """
    actor = actor_of(request)
    account, project = client_of(actor, **place)
    policy.may_ask(person_of(actor), account, project).or_refuse()
    contact_id = queried(request).whole("contact")
    reader = None if contact_id else likely_reader(account, roles=(DAY_TO_DAY,))
    initial = {"contact_id": contact_id or (reader.pk if reader else ""), "owner_id": actor.person_id}
    form = forms.InputForm(
        request.POST or None, account=account, project=project, asker_id=actor.person_id, initial=initial
    )
    back = pages.home_of(account, project, "inputs")
    if contact_id:
        back = reverse("accounts:contact", args=[contact_id])
    hint = _("Nothing is sent. Send the request from its page, or record when you asked the client yourself.")
    page = pages.act(account, project, _("Request input"), _("Record request"), back, hint=hint)

    def act(values: dict[str, Any]) -> str:
        made = commands.ask_input(by=actor, fields=form.value_given(**place), now=timezone.now())
        sentence = _("Recorded, but not asked yet: %(what)s.") if made.is_to_ask else _("Recorded: %(what)s.")
        sentence %= {"what": made.what}
        if made.is_to_ask and sending.may_send(person_of(actor), made):
            way = reverse("monitoring:send_input", args=[made.pk])
            sentence = format_html('{} <a href="{}">{}</a>', sentence, way, _("Send to client"))
        messages.success(request, sentence)
        return back

    return act_page(request, page, form, act)


def client_input(request: HttpRequest, input_id: int) -> HttpResponse:
    """Show one input: what it holds up, its reminders, and its history."""
    actor = actor_of(request)
    seen = queries.with_words(queries.input_seen_by(actor, input_id), timezone.localdate())
    may_change = queries.may_change(actor, seen)
    sendings = sendings_of(actor, INPUT, [seen.pk]).get(seen.pk, [])
    may_send = not has_open(sendings) and bool(sending.may_send(person_of(actor), seen))
    waits = may_change and seen.state in rules.WAITED_FOR
    moves = [to for to in rules.INPUT_MOVES[seen.state] if to != rules.IN and (to != rules.LATE or not seen.is_to_ask)]
    context = {
        "one": seen,
        "steps": queries.steps_of(seen),
        "chases": queries.chases_of(seen),
        "files": queries.files_of(seen),
        "may_change": may_change,
        "moves": [(to, wording.INPUT_MOVES[to]) for to in moves] if may_change else [],
        "quick": _quick(seen) if waits else None,
        "sendings": sendings,
        "off_client_pages": seen.state in rules.WAITED_FOR and not vars(seen)["is_on_client_pages"],
        "received_label": wording.INPUT_MOVES[rules.IN] if waits else "",
        "send_label": _label(seen) if may_send else "",
        "home": pages.home_of(seen.account, seen.project, "inputs"),
        "opens_contacts": sees_whole(actor, seen.account),
    }
    return render(request, "monitoring/input.html", context)


def _quick(seen: "ClientInput") -> ActForm:
    """Return the form to record that the client was asked, or after that a reminder."""
    if seen.is_to_ask:
        return forms.AskedForm(initial={"asked_on": timezone.localdate()}, auto_id="asked_%s")
    return forms.ChaseForm(initial={"chased_on": timezone.localdate()}, auto_id="chase_%s")


def edit_input(request: HttpRequest, input_id: int) -> HttpResponse:
    """Change the fields of an input."""
    actor = actor_of(request)
    seen = queries.input_seen_by(actor, input_id)
    policy.may_change_input(person_of(actor), seen).or_refuse()
    form = forms.InputForm(request.POST or None, account=seen.account, project=seen.project)
    form.fill(seen)
    page = pages.act(seen.account, seen.project, _("Edit client input"), _("Save client input"), _of(input_id))

    def act(values: dict[str, Any]) -> str:
        commands.edit_input(
            by=actor, input_id=input_id, version=values["version"] or 0, fields=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def mark_asked(request: HttpRequest, input_id: int) -> HttpResponse:
    """Record when the client was asked by another path than an email from here."""
    actor = actor_of(request)
    seen = queries.input_seen_by(actor, input_id)
    policy.may_change_input(person_of(actor), seen).or_refuse()
    form = forms.AskedForm(request.POST or None, initial={"asked_on": timezone.localdate()})
    page = pages.act(seen.account, seen.project, _("Mark as asked"), _("Mark as asked"), _of(input_id), hint=seen.what)

    def act(values: dict[str, Any]) -> str:
        commands.mark_asked(by=actor, input_id=input_id, asked_on=values["asked_on"], now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def chase_input(request: HttpRequest, input_id: int) -> HttpResponse:
    """Record a reminder."""
    actor = actor_of(request)
    seen = queries.input_seen_by(actor, input_id)
    policy.may_change_input(person_of(actor), seen).or_refuse()
    form = forms.ChaseForm(request.POST or None, initial={"chased_on": timezone.localdate()})
    page = pages.act(
        seen.account, seen.project, _("Record a reminder"), _("Record reminder"), _of(input_id), hint=seen.what
    )

    def act(values: dict[str, Any]) -> str:
        commands.chase_input(by=actor, input_id=input_id, fields=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def send_input(request: HttpRequest, input_id: int) -> HttpResponse:
    """Write the email with the request, or with a reminder. It leaves through *Going out*."""
    return compose_about(request, INPUT, input_id)


def move_input(request: HttpRequest, input_id: int) -> HttpResponse:
    """Change the status of an input to `to`."""
    actor = actor_of(request)
    seen = queries.input_seen_by(actor, input_id)
    policy.may_change_input(person_of(actor), seen).or_refuse()
    state = posted(request).text("state", SHORT) or queried(request).text("to", SHORT)
    initial: dict[str, Any] = {"state": state, "version": seen.version}
    if state == rules.IN:
        initial["on"] = timezone.localdate()
    form = forms.MoveInputForm(request.POST or None, state=state, initial=initial)
    title = str(wording.INPUT_MOVES.get(state, _("Update status")))
    page = pages.act(seen.account, seen.project, title, title, _of(input_id), hint=seen.what)

    def act(values: dict[str, Any]) -> str:
        commands.move_input(
            by=actor, input_id=input_id, version=values["version"], move=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def _label(seen: Any) -> str:
    return _("Send reminder") if sending.is_reminder(seen) else _("Send to client")


def _of(input_id: int) -> str:
    return reverse("monitoring:client_input", args=[input_id])
