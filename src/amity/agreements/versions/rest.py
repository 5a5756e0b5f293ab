"""REST operation for the frozen versions of an agreement."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path

from amity.agreements import queries
from amity.agreements.router import router
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Id


class VersionShape(Answered):
    """A frozen version: its number, the hash of its content, and when it was frozen."""

    number: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    skipped: list[str]


@reads(router, "/agreements/{int:agreement_id}/versions", list[VersionShape])
def list_versions(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """List the frozen versions of an agreement, newest first."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    names = tuple(VersionShape.model_fields)
    return [{name: getattr(one, name) for name in names} for one in seen.versions.order_by("-number")]
