"""Paste a document: split it into sections, check them, and add them in the document's order."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agreements.action_pages import page_of, to_change
from amity.agreements.sections import commands
from amity.agreements.sections.paste_forms import CutForm, PasteForm
from amity.audit.actor_rights import actor_of
from amity.ui.acts import acted
from amity.ui.asked import posted


def paste_document(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Split a pasted document and show its sections, or add the checked ones."""
    seen = to_change(request, agreement_id)
    if posted(request).has("count"):
        return _add(request, seen)
    form = PasteForm(request.POST or None)
    if not form.is_valid():
        return _drawn(request, seen, form, 422 if form.is_bound else 200)
    cut = CutForm(cuts=form.cuts, place=form.cleaned_data["place"])
    cut.fill(seen)
    return _drawn(request, seen, cut, 200)


def _add(request: HttpRequest, seen: Any) -> HttpResponse:
    form = CutForm(request.POST)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        made = commands.put_clauses(
            by=actor_of(request), agreement_id=seen.pk, version=values["version"], sections=form.sections(),
            place=int(values["place"]), now=timezone.now(),
        )  # fmt: skip
        added = ngettext("One section added.", "%(n)s sections added in their original order.", len(made))
        messages.success(request, added % {"n": len(made)})
        return f"{page_of(seen.pk, '', '', '').back}#sections"

    answer = acted(request, form, act)
    return answer or _drawn(request, seen, form, 409 if form.stale_sentence else 422)


def _drawn(request: HttpRequest, seen: Any, form: PasteForm | CutForm, status: int) -> HttpResponse:
    page = page_of(seen.pk, str(seen), _("Paste a document"), _("Show sections"))
    return render(request, "agreements/paste.html", {"act": page, "form": form}, status=status)
