"""REST operations for estimates requested from colleagues."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Asked, Id, Page
from amity.briefs.hours_asked import commands as hours_asked
from amity.briefs.hours_asked.queries import asked_of, asked_seen_by
from amity.briefs.hours_asked.shapes import HoursAnswer, HoursRequestShape, NewHoursRequest, RepeatedHoursRequest
from amity.briefs.lines.shapes import BriefLineShape
from amity.briefs.payloads import line_payload, question_payload
from amity.briefs.router import SETUP, router
from amity.people.queries import person_of


@reads(router, "/hours-requests", Page[HoursRequestShape])
def list_hours_requests(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the open requests for hours addressed to the caller."""
    return page(asked_of(person_of(asker(request))), asked, question_payload)


@writes(router, "POST", "/brief-lines/{int:brief_line_id}/hours-requests", HoursRequestShape, scope=SETUP, status=201)
def request_hours(request: HttpRequest, brief_line_id: Path[Id], body: NewHoursRequest) -> dict[str, Any]:
    """Ask a colleague for hours. They get an email with a link for this one answer."""
    asking = body.as_value(hours_asked.Asking)
    return question_payload(
        hours_asked.ask_for_hours(by=asker(request), line_id=brief_line_id, asking=asking, now=timezone.now())
    )


@writes(
    router,
    "POST",
    "/hours-requests/{int:hours_request_id}/answer",
    HoursRequestShape,
    scope=SETUP,
    beside={"hours": "seconds"},
)
def answer_hours_request(request: HttpRequest, hours_request_id: Path[Id], body: HoursAnswer) -> dict[str, Any]:
    """Answer a request for hours. Only the person who was asked or their stand-in can answer, once."""
    hours_asked.answer_hours(
        by=asker(request), hours_request_id=hours_request_id, seconds=body.seconds, note=body.note, now=timezone.now()
    )
    return question_payload(asked_seen_by(asker(request), hours_request_id))


@writes(router, "POST", "/hours-requests/{int:hours_request_id}/repeat", HoursRequestShape, scope=SETUP)
def repeat_hours_request(
    request: HttpRequest, hours_request_id: Path[Id], body: RepeatedHoursRequest
) -> dict[str, Any]:
    """Repeat an unanswered request for hours with a new due date. A new link replaces the old one."""
    return question_payload(
        hours_asked.ask_again(
            by=asker(request), hours_request_id=hours_request_id, due_on=body.due_on, now=timezone.now()
        )
    )


@writes(router, "POST", "/hours-requests/{int:hours_request_id}/withdraw", HoursRequestShape, scope=SETUP)
def withdraw_hours_request(request: HttpRequest, hours_request_id: Path[Id]) -> dict[str, Any]:
    """Withdraw an unanswered request for hours."""
    return question_payload(
        hours_asked.withdraw_question(by=asker(request), hours_request_id=hours_request_id, now=timezone.now())
    )


@writes(router, "POST", "/hours-requests/{int:hours_request_id}/apply", BriefLineShape, scope=SETUP)
def apply_hours_answer(request: HttpRequest, hours_request_id: Path[Id]) -> dict[str, Any]:
    """Apply an answer to its line as the planned hours."""
    row = hours_asked.take_hours(by=asker(request), hours_request_id=hours_request_id, now=timezone.now())
    return line_payload(request, row.pk)
