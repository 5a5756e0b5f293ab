"""Save an uploaded file, or show its form again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from amity.audit.actor_rights import actor_of
from amity.imports import policy, queries, steps
from amity.imports.names.grid import grid_of
from amity.imports.source_file.options import Options
from amity.imports.upload.forms import BringForm
from amity.imports.upload.stream import StreamedUpload
from amity.imports.upload.tables import ImportList
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused
from amity.ui.forms import once


@csrf_exempt
def bring(request: HttpRequest) -> HttpResponse:
    """Save an uploaded file. It is streamed to disk, which must be set up before anything reads the request."""
    if request.method != "POST":
        return redirect("imports:imports")
    policy.may_import(person_of(actor_of(request))).or_refuse()
    upload = StreamedUpload(request)
    request.upload_handlers = [upload]
    return _bring(request, upload)


@csrf_protect
def _bring(request: HttpRequest, upload: StreamedUpload) -> HttpResponse:
    form = BringForm(request.POST, request.FILES, fault=upload.sentence())
    if not form.is_valid():
        return _list(request, form)
    by, now = actor_of(request), timezone.now()
    first: list[bool] = []
    again = reverse("imports:imports")

    def claim() -> str:
        first.append(True)
        return again

    once(form.cleaned_data["nonce"], person_id=by.person_id, now=now, act=claim)
    if not first:
        messages.info(request, _("This file has already been uploaded. It is first in the list."))
        return redirect(again)
    values, file = form.values(), form.cleaned_data["file"]
    try:
        batch = steps.bring(
            by=by, tool=values["tool"], name=file.name, chunks=file.chunks(),
            options=Options(project=values["project"]), now=now,
        )  # fmt: skip
    except (Invalid, Refused) as fault:
        form.send_again(fault.sentence)
        return _list(request, form)
    return redirect("imports:names" if _needs_names(by, batch.pk) else "imports:batch", batch.pk)


def _needs_names(by: Actor, batch_id: int) -> bool:
    batch = queries.batch_seen_by(by, batch_id)
    return batch.state == "ready" and grid_of(by, batch).needs_look


def _list(request: HttpRequest, form: BringForm) -> HttpResponse:
    """Show the list again with a refused form."""
    page = ImportList()
    page.setup(request)
    page.form = form
    return render(request, page.template, page.context(), status=422)
