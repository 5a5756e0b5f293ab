"""Pages for the prompts and notes of a hand-off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff import queries, wording
from amity.handoff.action_pages import back_at
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes import forms
from amity.handoff.notes.prefill import prefilled
from amity.handoff.offers import commands as offer_commands
from amity.handoff.rules import says_nothing
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


def write_prompts(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Show the five prompts on one page, save them, and offer the hand-off with them."""
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
        prompts, version = form.prompts(), values["version"]
        note_commands.write_prompts(
            by=actor, handoff_id=handoff_id, version=version, prompts=prompts, now=timezone.now()
        )
        if values["then"] == forms.OFFER:
            offer_commands.offer_handoff(by=actor, handoff_id=handoff_id, now=timezone.now())
        return back

    return act_page(request, page, form, act)


def add_note(request: HttpRequest, handoff_id: int, block: str) -> HttpResponse:
    """Add a note to a block."""
    actor = actor_of(request)
    handoff = queries.handoff_seen_by(actor, handoff_id)
    queries.may_write(actor, handoff).or_refuse()
    form = forms.NoteForm(
        request.POST or None, handoff=handoff, block=block, writer=person_of(actor)
    )  # fmt: skip
    page = _note_page(handoff, block)

    def act(_values: dict[str, Any]) -> str:
        note_commands.add_note(
            by=actor, handoff_id=handoff_id, block=block, words=form.value_given(), now=timezone.now()
        )
        messages.success(request, _saved(block, form.value_given().text))
        return page.back

    return act_page(request, page, form, act)


def edit_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Change a note."""
    actor = actor_of(request)
    note = queries.note_seen_by(actor, note_id)
    queries.may_write(actor, note.handoff).or_refuse()
    form = forms.EditNoteForm(
        request.POST or None, handoff=note.handoff, block=note.block, writer=person_of(actor)
    )  # fmt: skip
    form.fill(note)
    page = _note_page(note.handoff, note.block)

    def act(values: dict[str, Any]) -> str:
        version = values["version"]
        note_commands.edit_note(
            by=actor, note_id=note_id, version=version, words=form.value_given(), now=timezone.now()
        )
        messages.success(request, _saved(note.block, form.value_given().text))
        return page.back

    return act_page(request, page, form, act)


@require_POST
def drop_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Remove a note."""
    actor = actor_of(request)
    note = queries.note_seen_by(actor, note_id)
    note_commands.drop_note(by=actor, note_id=note_id, version=posted(request).whole("version"), now=timezone.now())
    return back_at(note.handoff_id, f"block-{note.block}")


def _saved(block: str, text: str) -> str:
    """Return the notice after saving a note: where it is, or the answer that there is nothing."""
    nothing = wording.nothing_labels().get(block, "") if says_nothing(text, _("nothing")) else ""
    return _("Saved: %(what)s.") % {"what": nothing or wording.block_labels().get(block, "")}


def _note_page(handoff: Any, block: str) -> ActPage:
    back = reverse("handoff:handoff", args=[handoff.pk])
    crumbs = ((_("Hand-offs"), reverse("handoff:handoffs")), (str(handoff), back))
    title = wording.block_labels().get(block, "")
    return ActPage(title=title, button=_("Save"), back=f"{back}#block-{block}", crumbs=crumbs)
