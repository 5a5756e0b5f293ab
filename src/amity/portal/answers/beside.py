"""Answers on the page of their item, and the buttons there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.portal.answers import queries, taking_note
from amity.shared.actor import Actor


def loaded(by: Actor, item_ids: Sequence[int]) -> Mapping[int, Any]:
    """Return the answers to items, by item."""
    return {pk: queries.answers_to(by, pk) for pk in item_ids}


@require_POST
def mark_read(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Mark an answer as read."""
    done = taking_note.mark_seen(by=actor_of(request), answer_id=answer_id, now=timezone.now())
    messages.success(request, _("Marked as read."))
    return redirect("gate:item", done.item_id)


@require_POST
def resume(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Continue after the client asked to hold on."""
    done = taking_note.resume(by=actor_of(request), answer_id=answer_id, now=timezone.now())
    messages.success(request, _("Resumed."))
    return redirect("gate:item", done.item_id)
