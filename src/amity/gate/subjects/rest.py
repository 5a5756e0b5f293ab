"""REST: start a draft about something. The part that knows it has the operation, and this writes the draft."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from amity.api.auth import asker
from amity.gate.items.rest import Outgoing, shaped
from amity.gate.subjects.commands import write_about

__all__ = ["Outgoing", "drafted"]


def drafted(request: HttpRequest, key: str, subject_id: int) -> dict[str, Any]:
    """Write a draft about a subject, with recipients, words and documents, and return it."""
    made = write_about(by=asker(request), key=key, subject_id=subject_id, now=timezone.now())
    return shaped(request, made.pk)
