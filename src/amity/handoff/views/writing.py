"""Begin a hand-off, write it, offer it, take the offer back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.handoff import commands, forms, queries, wording
from amity.handoff.prefill import prefilled
from amity.handoff.views.telling import back_at
from amity.projects.queries import project_seen_by
from amity.shared.errors import Invalid, Refused
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted, queried


def prepare(request: HttpRequest, project_id: int) -> HttpResponse:
    """Begin the hand-off of a project, or lead to the one that is there."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    if there := queries.handoff_about(actor, project):
        return redirect("handoff:handoff", there.pk)
    queries.may_prepare(actor, project).or_refuse()
    kinds = queries.kinds_offered(project)
    form = forms.StartForm(request.POST or None, kinds=kinds, initial={"kind": queries.kind_offered(project)})
    back = reverse("projects:project", args=[project_id])
    page = ActPage(
        title=_("Hand off %(what)s") % {"what": project}, button=_("Start hand-off"), back=back,
        crumbs=((project.name, back),), hint=wording.kinds_hint(),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        begun = commands.prepare_handoff(by=actor, project_id=project_id, kind=values["kind"], now=timezone.now())
        return queries.first_page_of(begun)

    return act_page(request, page, form, act)


@require_POST
def begin(request: HttpRequest, project_id: int) -> HttpResponse:
    """Begin the hand-off of a project as its size asks for, or lead to the one that is there."""
    begun = commands.prepare_handoff(by=actor_of(request), project_id=project_id, now=timezone.now())
    return redirect(queries.first_page_of(begun))


def prepare_account(request: HttpRequest) -> HttpResponse:
    """Begin to hand an account over."""
    actor = actor_of(request)
    initial = {"starts_on": timezone.localdate(), "account_id": queried(request).whole("account") or ""}
    form = forms.AccountForm(request.POST or None, by=actor, initial=initial)
    queries.may_give_accounts(actor).or_refuse()
    back = reverse("handoff:handoffs")
    page = ActPage(
        title=_("Hand over an account"), button=_("Start handover"), back=back, crumbs=((_("Hand-offs"), back),),
        hint=_("This includes people, promises, open points and what not to say. Access follows the dates."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        begun = commands.prepare_account(by=actor, now=timezone.now(), **values)
        return queries.first_page_of(begun)

    return act_page(request, page, form, act)


@require_POST
def prepare_call_off(request: HttpRequest, call_off_id: int) -> HttpResponse:
    """Begin the small hand-off of what the client called off, or lead to the one that is there."""
    actor = actor_of(request)
    item = queries.item_of_call_off(actor, call_off_id)
    begun = commands.prepare_handoff(by=actor, project_id=item.project_id, item_id=item.pk, now=timezone.now())
    return redirect(queries.first_page_of(begun))


def write_prompts(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """The five prompts on one screen, and the offer with them."""
    actor = actor_of(request)
    handoff = queries.handoff_seen_by(actor, handoff_id)
    queries.may_write(actor, handoff).or_refuse()
    form = forms.PromptsForm(request.POST or None, handoff=handoff, known=prefilled(actor, handoff))
    form.fill(handoff)
    back = reverse("handoff:handoff", args=[handoff_id])
    page = ActPage(
        title=_("What you know about %(what)s") % {"what": handoff}, button=_("Save hand-off"), back=back,
        crumbs=((_("Hand-offs"), reverse("handoff:handoffs")), (str(handoff), back)),
        hint=_("Filled in from the brief. Check it, and add what you promised."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        said, version = form.prompts(), values["version"]
        commands.write_prompts(by=actor, handoff_id=handoff_id, version=version, prompts=said, now=timezone.now())
        if values["then"] == forms.OFFER:
            commands.offer_handoff(by=actor, handoff_id=handoff_id, now=timezone.now())
        return back

    return act_page(request, page, form, act)


def add_note(request: HttpRequest, handoff_id: int, block: str) -> HttpResponse:
    """Say something in a block."""
    actor = actor_of(request)
    handoff = queries.handoff_seen_by(actor, handoff_id)
    queries.may_write(actor, handoff).or_refuse()
    form = forms.NoteForm(request.POST or None, handoff=handoff, block=block)
    page = _note_page(handoff, block)

    def act(_values: dict[str, Any]) -> str:
        commands.add_note(by=actor, handoff_id=handoff_id, block=block, words=form.words(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def edit_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Say it differently."""
    actor = actor_of(request)
    note = queries.note_seen_by(actor, note_id)
    queries.may_write(actor, note.handoff).or_refuse()
    form = forms.EditNoteForm(request.POST or None, handoff=note.handoff, block=note.block)
    form.fill(note)
    page = _note_page(note.handoff, note.block)

    def act(values: dict[str, Any]) -> str:
        version = values["version"]
        commands.edit_note(by=actor, note_id=note_id, version=version, words=form.words(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def drop_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Take a note away."""
    actor = actor_of(request)
    note = queries.note_seen_by(actor, note_id)
    commands.drop_note(by=actor, note_id=note_id, version=posted(request).whole("version"), now=timezone.now())
    return back_at(note.handoff_id, f"block-{note.block}")


@require_POST
def offer(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Offer it; what is missing stands above the page."""
    try:
        offered = commands.offer_handoff(by=actor_of(request), handoff_id=handoff_id, now=timezone.now())
        messages.success(request, _("Offered to %(name)s.") % {"name": offered.taker})
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)


@require_POST
def take_back(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Take the offer back to change it."""
    try:
        commands.take_back(by=actor_of(request), handoff_id=handoff_id, now=timezone.now())
    except Refused as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)


def _note_page(handoff: Any, block: str) -> ActPage:
    back = reverse("handoff:handoff", args=[handoff.pk])
    crumbs = ((_("Hand-offs"), reverse("handoff:handoffs")), (str(handoff), back))
    title = wording.block_labels().get(block, "")
    return ActPage(title=title, button=_("Save"), back=f"{back}#block-{block}", crumbs=crumbs)
