"""The page of imports with its upload form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from amity.audit.actor_rights import actor_of
from amity.imports import places, policy, queries, steps
from amity.imports.names.grid import grid_of
from amity.imports.progress import progress_of_all
from amity.imports.recipes.queries import recipes_seen_by
from amity.imports.source_file.options import Options
from amity.imports.upload.forms import BringForm
from amity.imports.upload.stream import StreamedUpload
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused
from amity.ui.forms import once

LISTED = 100


def imports(request: HttpRequest) -> HttpResponse:
    """Show every imported file, newest first, and the form for the next one."""
    return _list(request, BringForm(), 200)


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
        return _list(request, form, 422)
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
        return _list(request, form, 422)
    return redirect("imports:names" if _needs_names(by, batch.pk) else "imports:batch", batch.pk)


def _needs_names(by: Actor, batch_id: int) -> bool:
    batch = queries.batch_seen_by(by, batch_id)
    return batch.state == "ready" and grid_of(by, batch).needs_look


def _list(request: HttpRequest, form: BringForm, status: int) -> HttpResponse:
    by = actor_of(request)
    batches = list(queries.batches_seen_by(by)[:LISTED])
    context = {
        "batches": progress_of_all(by, batches),
        "form": form,
        "projects": steps.project_names(by),
        "recipes": recipes_seen_by(by).count(),
        "is_first_page": not batches and places.is_agency_empty(),
    }
    return render(request, "imports/imports.html", context, status=status)
