"""Helpers shared by the action pages of a hand-off."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.handoff import page as handoff_page
from amity.handoff import queries
from amity.shared.errors import Invalid, Refused, Stale
from amity.ui.acts import ActPage
from amity.ui.slots import navigation


def not_taken(request: HttpRequest, fault: Invalid | Refused | Stale, words: str) -> None:
    """Show the error and the typed text, so that nothing is lost."""
    messages.error(request, fault.sentence)
    if words.strip():
        messages.warning(request, words)


def not_read(request: HttpRequest, handoff_id: int, form: Form, name: str) -> HttpResponse:
    """Draw the page again with the text typed in the field `name` and the error next to it."""
    actor = actor_of(request)
    seen = queries.handoff_seen_by(actor, handoff_id)
    fault = next(iter(form.errors.get(name) or next(iter(form.errors.values()))))
    typed = {"key": form["key"].value() if "key" in form.fields else "", "words": form[name].value(), "fault": fault}
    context = handoff_page.context(actor, seen, timezone.now()) | {"typed": typed}
    return render(request, "handoff/handoff.html", context, status=422)


def back_at(handoff_id: int, place: str) -> HttpResponse:
    """Redirect to the item or block that was worked on, because the page is long."""
    return redirect(f"{reverse('handoff:handoff', args=[handoff_id])}#{place}")


def action_page(handoff_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    """Return an action page whose way back is the hand-off's own page."""
    back = reverse("handoff:handoff", args=[handoff_id])
    crumbs = (navigation.place("work"), (_("Hand-offs"), reverse("handoff:handoffs")), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
