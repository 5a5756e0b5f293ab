"""Pages of notes: record, read, edit, and make a record from selected words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.contacts.queries import contact_seen_by
from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.conversations import policy
from amity.conversations.calls import beginnings
from amity.conversations.notes import commands, forms, page, queries
from amity.conversations.notes.marks import talk_in
from amity.conversations.notes.point_form import PointForm
from amity.conversations.notes.proposals import people_around
from amity.conversations.rules import CALL
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, queried

if TYPE_CHECKING:
    from amity.accounts.models import Account

FORM = "conversations/note_form.html"


def choose_account(request: HttpRequest) -> HttpResponse:
    """Ask which account a new note is about, or go there once it or a contact of it was chosen."""
    asked = queried(request)
    if contact_id := asked.whole("contact"):
        contact = contact_seen_by(actor_of(request), contact_id)
        address = reverse("conversations:record_note", args=[contact.account_id])
        return redirect(f"{address}?contact={contact.pk}")
    if account_id := asked.whole("account"):
        address = reverse("conversations:record_note", args=[account_seen_by(actor_of(request), account_id).pk])
        words = asked.search("words")[:SHORT]
        return redirect(f"{address}?{urlencode({'words': words})}" if words else address)
    return render(request, "conversations/choose_account.html", page.accounts_to_choose(actor_of(request)))


def record_note(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record a note. The query may choose a `meeting`, `contact` or `project`, or give `words` as "call with dana"."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    form = forms.NoteForm(
        request.POST or None, request.FILES or None, account=account, by=actor,
        initial=_first_values(request, actor, account),
    )  # fmt: skip
    title = _("Note: %(account)s") % {"account": account.name}
    what = ActPage(
        title=title, button=_("Save note"), back=reverse("accounts:account", args=[account.pk]),
        crumbs=page.crumbs(account), template=FORM,
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        note = commands.record_note(
            by=actor, account_id=account.pk, fields=form.value_given(), points=form.points(),
            transcript=form.transcript_use(), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, page.saved_sentence(len(form.points())))
        return page.address_of(note)

    return _read_or_saved(request, what, form, act)


def edit_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Change a note."""
    actor = actor_of(request)
    note = queries.note_seen_by(actor, note_id)
    policy.may_change(person_of(actor), note).or_refuse()
    form = forms.NoteForm(
        request.POST or None, request.FILES or None, account=note.account, by=actor, note=note
    )  # fmt: skip
    if not form.is_bound:
        form.read_chips()
    what = ActPage(
        title=_("Edit note"), button=_("Save note"), back=page.address_of(note),
        crumbs=(*page.crumbs(note.account), (note.title, page.address_of(note))), template=FORM,
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.edit_note(
            by=actor, note_id=note_id, version=values["version"] or 0, fields=form.value_given(), points=form.points(),
            transcript=form.transcript_use(), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, page.saved_sentence(len(form.points())))
        return page.address_of(note)

    return _read_or_saved(request, what, form, act)


@require_POST
def read_note(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with the chips of the text as it is typed. Nothing is saved. `?note=` is the note being edited."""
    actor = actor_of(request)
    account, note_id = account_seen_by(actor, account_id), queried(request).whole("note")
    note = queries.note_seen_by(actor, note_id) if note_id else None
    form = forms.NoteForm(request.POST, account=account, by=actor, note=note)
    form.read_chips()
    return render(request, "conversations/becomes.html", {"form": form})


def note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Show a note: what was said, what it became, and who took part."""
    actor = actor_of(request)
    return render(request, "conversations/note.html", page.context(actor, queries.note_seen_by(actor, note_id)))


def add_point(request: HttpRequest, note_id: int) -> HttpResponse:
    """Make a record from words of a note. Selected words are sent at once, and asked for where they leave it open."""
    actor = actor_of(request)
    note = queries.note_seen_by(actor, note_id)
    policy.may_change(person_of(actor), note).or_refuse()
    fields = queries.fields_of(note)
    people = people_around(note.account, actor, fields.contact_ids, fields.person_ids)
    form = PointForm(request.POST or None, people=people, talk_on=timezone.localdate(note.held_at))
    what = ActPage(
        title=_("Make a record"), button=_("Save record"), back=page.address_of(note),
        crumbs=(*page.crumbs(note.account), (note.title, page.address_of(note))),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        point = commands.add_point(by=actor, note_id=note_id, point=form.point(), now=timezone.now())
        messages.success(request, page.became_sentence(point))
        return page.address_of(note)

    return act_page(request, what, form, act)


def _read_or_saved(
    request: HttpRequest, what: ActPage, form: forms.NoteForm, act: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Show what a transcript offers, which saves nothing, or save the note."""
    if not form.is_bound or not form.brings_transcript():
        return act_page(request, what, form, act)
    form.take_transcript()
    form.read_chips()
    shown = {"act": what, "form": form, "in_dialog": False}
    return render(request, what.template, shown, status=422 if form.errors else 200)


def _first_values(request: HttpRequest, by: Actor, account: "Account") -> dict[str, Any]:
    asked, now = queried(request), timezone.localtime()
    if first := beginnings.first_values(by, account, asked.whole("meeting"), now):
        return dict(first)
    people = people_around(account, by, (), ())
    kind, contacts = talk_in(asked.search("words")[:SHORT], people.names)
    offered = [pk for pk, _name in people.of("client")]
    if asked.whole("contact") in offered:
        contacts = (asked.whole("contact"),)
    elif not contacts and len(offered) == 1:
        contacts = tuple(offered)
    return {
        "kind": kind or CALL, "held_on": timezone.localdate(), "held_time": now.time().replace(second=0, microsecond=0),
        "contacts": [str(pk) for pk in contacts], "colleagues": [str(by.person_id)],
        "project_id": asked.whole("project") or "", "absent": [],
    }  # fmt: skip
