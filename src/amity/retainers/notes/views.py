"""Record that a note about a period went to the client."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.actor_rights import actor_of
from amity.gate.subjects.pages import compose_about
from amity.people.queries import person_of
from amity.retainers import policy
from amity.retainers.notes import commands
from amity.retainers.notes.draft import addressee, draft
from amity.retainers.notes.forms import NoteForm
from amity.retainers.notes.rules import note_id
from amity.retainers.notes.sending import NOTE
from amity.retainers.page import NoPeriods, RetainerPage, retainer_page
from amity.retainers.requests import choices
from amity.shared.errors import NotSeen
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, posted, queried

if TYPE_CHECKING:
    from amity.accounts.models import Contact


def note_form(sent: QueryDict | None, page: RetainerPage, contact: "Contact | None", sender: str) -> NoteForm:
    """Return the form with the drafted note, addressed to a contact and signed by the sender."""
    initial = {
        "text": draft(page, contact, sender), "period": page.period.span.first,
        "contact_id": contact.pk if contact else "",
    }  # fmt: skip
    return NoteForm(sent, contacts=choices.contact_choices(page.agreement), initial=initial)


def send_note(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Write the email with the note on a period, `?period=`. It leaves through *Going out*."""
    actor, asked = actor_of(request), queried(request).text("period", SHORT)
    page = retainer_page(actor, agreement_id, asked, timezone.localdate())
    if isinstance(page, NoPeriods):
        raise NotSeen(_("This retainer has no period yet."))
    return compose_about(request, NOTE, note_id(agreement_id, page.period.span.first))


def record_note_sent(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Record the note as sent, with its text, its recipient and the person who sent it."""
    actor = actor_of(request)
    asked = posted(request).text("period", SHORT) or queried(request).text("period", SHORT)
    page = retainer_page(actor, agreement_id, asked, timezone.localdate())
    if isinstance(page, NoPeriods):
        raise NotSeen(_("This retainer has no period yet."))
    policy.may_send_note(actor, page.agreement).or_refuse()
    form = note_form(request.POST or None, page, addressee(page), person_of(actor).name)
    back = reverse("retainers:retainer", args=[agreement_id])

    def act(values: dict[str, Any]) -> str:
        row = commands.record_note_sent(by=actor, agreement_id=agreement_id, now=timezone.now(), **values)
        messages.success(request, _("Note recorded as sent."))
        return f"{back}?period={row.period.isoformat()}#note"

    words = ActPage(
        title=lazy("Note to the client"), button=lazy("I sent this note"), back=back,
        crumbs=((str(page.agreement), back),),
        hint=lazy("For a note that you sent from your own mailbox. With Send to client, it leaves through Going out."),
    )  # fmt: skip
    return act_page(request, words, form, act)
