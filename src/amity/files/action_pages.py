"""Action pages that upload one document."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from amity.audit.actor_rights import actor_of
from amity.files.attachments import Attachments
from amity.shared.errors import Invalid
from amity.ui.acts import ActForm, ActPage, act_page


def act_with_file(
    request: HttpRequest,
    page: ActPage,
    form: ActForm,
    act: Callable[[dict[str, Any], int | None], str],
    attachments: Attachments,
) -> HttpResponse:
    """Draw an action page whose form has a field `file`. The document is discarded if `act` doesn't attach it."""
    upload = request.FILES.get("file")
    if not form.is_bound or not form.is_valid() or upload is None:
        return act_page(request, page, form, lambda values: act(values, None))
    by, now = actor_of(request), timezone.now()
    try:
        file = attachments.store(by=by, name=upload.name or "", chunks=upload.chunks(), now=now)
    except Invalid as fault:
        form.show(fault)
        return act_page(request, page, form, lambda values: page.back)
    try:
        return act_page(request, page, form, lambda values: act(values, file.pk))
    finally:
        attachments.discard([file.pk])
