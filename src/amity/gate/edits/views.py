"""The buttons that say what a change becomes."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate.edits import commands
from amity.gate.edits.queries import first_removed, removed_words
from amity.gate.edits.rules import BECOMES, PREFERENCE, STANDARD
from amity.ui.asked import posted


@require_POST
def answer_edit(request: HttpRequest, edit_id: int) -> HttpResponse:
    """Record what a change becomes, and open the form of a preference or a standard."""
    became = posted(request).choice("became", BECOMES)
    edit = commands.answer_edit(by=actor_of(request), edit_id=edit_id, became=became, now=timezone.now())
    if became == STANDARD:
        return redirect(f"{reverse('gate:add_standard')}?{urlencode({'words': removed_words(edit)})}")
    if became == PREFERENCE:
        address = reverse("accounts:keep_preference", args=[edit.item.account_id])
        return redirect(f"{address}?{urlencode({'words': first_removed(edit)})}")
    return redirect("gate:item", edit.item_id)
