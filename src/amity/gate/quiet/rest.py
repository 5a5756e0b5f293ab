"""REST operations for quiet checks."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.gate.quiet import commands, queries
from amity.gate.router import SETUP, router


class QuietCheckShape(Answered):
    """A check that no longer warns on an account: with how many of its last 10 warnings were overruled."""

    id: Id
    account_id: Id
    title: str
    overruled: int
    since: datetime


class QuietChecksAsked(Asked):
    """Filters for the list of quiet checks."""

    account_id: Id | None = None


@reads(router, "/quiet-checks", Page[QuietCheckShape])
def list_quiet_checks(request: HttpRequest, asked: Query[QuietChecksAsked]) -> dict[str, Any]:
    """List checks that are quiet on accounts the caller answers for."""
    return page(narrowed(queries.quiet_seen_by(asker(request)), asked, "account_id"), asked, QuietCheckShape.of)


@writes(router, "DELETE", "/quiet-checks/{int:check_id}", QuietCheckShape, scope=SETUP)
def end_quiet_check(request: HttpRequest, check_id: Path[Id]) -> dict[str, Any]:
    """Let a quiet check warn again on its account. It counts from zero."""
    check = QuietCheckShape.of(queries.quiet_check_seen_by(asker(request), check_id))
    commands.wake_check(by=asker(request), check_id=check_id, now=timezone.now())
    return check
