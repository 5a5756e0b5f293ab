"""Pages that add and remove the files of an agreement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.agreements.action_pages import attach_uploaded, page_of, to_write
from amity.agreements.documents import commands
from amity.agreements.documents.commands import PAPERS
from amity.agreements.documents.forms import FileForm
from amity.audit.actor_rights import actor_of
from amity.files.action_pages import act_with_file


def add_file(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Attach a file to an agreement."""
    seen = to_write(request, agreement_id)
    form = FileForm(request.POST or None, request.FILES or None)
    page = page_of(agreement_id, str(seen), _("Add a file"), _("Save file"))

    def act(_values: dict[str, Any], file_id: int | None) -> str:
        attach_uploaded(request, agreement_id, file_id)
        return page.back

    return act_with_file(request, page, form, act, PAPERS)


@require_POST
def remove_file(request: HttpRequest, agreement_id: int, file_id: int) -> HttpResponse:
    """Delete a file that isn't the document of a recorded step."""
    commands.remove_file(by=actor_of(request), agreement_id=agreement_id, file_id=file_id, now=timezone.now())
    messages.success(request, _("File deleted."))
    return redirect("agreements:agreement", agreement_id)
