"""Audit log labels for actions on notes and requests."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.conversations.models import Action, Note, Request


def notes_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return notes' titles, with their pages."""
    found = Note.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: Named(title, reverse("conversations:note", args=[pk])) for pk, title in found}


def requests_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return requests' words, with the account's page that lists them."""
    found = Request.objects.filter(pk__in=ids).values_list("pk", "words", "account_id")
    return {pk: Named(text, f"{reverse('accounts:plan', args=[account])}#requests") for pk, text, account in found}


def actions_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return what actions are."""
    return {pk: Named(what) for pk, what in Action.objects.filter(pk__in=ids).values_list("pk", "what")}


words.thing("conversations.note", _("note"), notes_named, goes_there)
words.thing("conversations.request", _("client request"), requests_named, goes_there)
words.thing("conversations.action", _("action"), actions_named)
words.acts(
    "conversations",
    _("notes, requests and actions"),
    {
        "note.recorded": _("%(who)s recorded the note %(what)s"),
        "note.edited": _("%(who)s changed the note %(what)s"),
        "note.became": _("%(who)s made a record from the note %(what)s"),
        "request.recorded": _("%(who)s recorded the client’s request %(what)s"),
        "request.closed": _("%(who)s closed the client’s request %(what)s"),
        "request.reopened": _("%(who)s reopened the client’s request %(what)s"),
        "action.added": _("%(who)s added the action %(what)s"),
    },
)
words.call(
    words.of(Note, "held_at", "minutes")
    | words.of(Request, "closed_because")
    | {
        "contact_ids": Field(_("client contacts"), "accounts.contact"),
        "person_ids": Field(_("colleagues"), "people.person"),
        "absent_contact_ids": Field(_("absent client contacts"), "accounts.contact"),
        "absent_person_ids": Field(_("absent colleagues"), "people.person"),
        "mark": Field(_("kind of record")),
        "words": Field(_("request")),
        "person_id": Field(_("colleague"), "people.person"),
    }
)
