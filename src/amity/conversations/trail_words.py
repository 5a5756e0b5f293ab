"""Audit log labels for actions on the conversation with a client."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.conversations.calls.models import EmailChoice
from amity.conversations.closings.models import DayClosed
from amity.conversations.models import Action, Note, PassOn
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.transcripts.models import Transcript
from amity.ui import formats


def suspected_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return suspected records, with the page of their thread."""
    found = SuspectedRecord.objects.filter(pk__in=ids).values_list("pk", "text", "message__thread_id")
    return {pk: Named(text, reverse("mailbox:thread", args=[thread])) for pk, text, thread in found}


def days_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return closed days by their date."""
    found = DayClosed.objects.filter(pk__in=ids).values_list("pk", "day")
    return {pk: Named(formats.dated(day), "") for pk, day in found}


words.thing("conversations.note", _("note"), words.InColumn(Note, "title", "conversations:note"), goes_there)
words.thing("conversations.action", _("action"), words.InColumn(Action, "what", "conversations:action"), goes_there)
words.thing(
    "conversations.suspectedrecord", _("suspected record"), suspected_named, formerly="conversations.suspectedpromise"
)
words.thing("conversations.dayclosed", _("closed day"), days_named)
words.thing("conversations.passon", _("passed on"), words.InColumn(PassOn, "text", "conversations:passed"), goes_there)
words.acts(
    "conversations",
    _("conversations"),
    {
        "meeting.needs_no_note": _("%(who)s found that the meeting %(what)s needs no note"),
        "meeting.needs_note": _("%(who)s found that the meeting %(what)s needs a note"),
        "emails.chosen": _("%(who)s chose which emails they get"),
        "note.recorded": _("%(who)s recorded the note %(what)s"),
        "note.edited": _("%(who)s changed the note %(what)s"),
        "email.became": _("%(who)s made a record from the emails %(what)s"),
        "note.became": _("%(who)s made a record from the note %(what)s"),
        "transcript.used": _("%(who)s deleted the transcript after saving the note %(what)s"),
        "transcript.kept": _("%(who)s kept the transcript of the note %(what)s"),
        "transcript.deleted": _("%(who)s deleted the transcript of the note %(what)s"),
        "transcript.expired": _("%(who)s deleted the transcript of the note %(what)s, because its date had passed"),
        "action.added": _("%(who)s added the action %(what)s"),
        "passing.passed_on": _("%(who)s passed on %(what)s"),
        "passing.raised": _("%(who)s raised for the client: %(what)s"),
        "passing.acknowledged": _("%(who)s acknowledged %(what)s"),
        "passing.not_for_team": _("%(who)s found that this isn’t for the team: %(what)s"),
        "passing.client_knows": _("%(who)s recorded that the client knows: %(what)s"),
        "passing.kept_back": _("%(who)s kept back from the client: %(what)s"),
        "action.edited": _("%(who)s changed the action %(what)s"),
        "action.done": _("%(who)s finished the action %(what)s"),
        "action.reopened": _("%(who)s reopened the action %(what)s"),
        "suspected.kept": _("%(who)s made a record from an email: %(what)s"),
        "suspected.dropped": _("%(who)s dropped what an email suggested: %(what)s"),
        "day.closed": _("%(who)s closed the day %(what)s"),
        "suspected.reopened": _("%(who)s asks again about: %(what)s"),
        "feed.made": _("%(who)s created their calendar address"),
        "feed.renewed": _("%(who)s renewed their calendar address"),
        "feed.revoked": _("%(who)s revoked their calendar address"),
        "passing.reopened": _("%(who)s reopened what was passed on: %(what)s"),
    },
)
words.call(
    words.of(Note, "held_at", "minutes", "meeting_id")
    | words.of(EmailChoice, "before_calls")
    | words.of(DayClosed, "notes", "promises", "requests", "preferences")
    | words.of(Transcript, "format", "line_count", "keep_until")
    | words.of(PassOn, "direction", "colleague_id", "how", "because")
    | {
        "contact_ids": Field(_("client contacts"), "accounts.contact"),
        "person_ids": Field(_("colleagues"), "people.person"),
        "absent_contact_ids": Field(_("absent client contacts"), "accounts.contact"),
        "absent_person_ids": Field(_("absent colleagues"), "people.person"),
        "text": Field(_("text")),
        "mark": Field(_("kind of record")),
        "person_id": Field(_("colleague"), "people.person"),
    }
)
