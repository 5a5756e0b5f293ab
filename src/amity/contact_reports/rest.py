"""REST operations for contact reports."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.contact_reports import queries, rules
from amity.contact_reports.corrections import commands as corrections
from amity.contact_reports.drafts import commands as drafts
from amity.contact_reports.letters import commands as letters
from amity.contact_reports.points import commands as points
from amity.contact_reports.points.commands import ReportPointFields
from amity.contact_reports.router import SETUP, router

if TYPE_CHECKING:
    from amity.contact_reports.models import ContactReport


class ReportPointShape(Answered, value=ReportPointFields):
    """A lettered point of a contact report. `note_id` is the note it comes from."""

    id: Id
    letter: str
    needs_yes: bool
    note_id: Id | None


class ContactReportShape(Answered):
    """A contact report. `edition` is the version that is worked on, `item_id` its email in Going out."""

    id: Id
    version: int
    account_id: Id
    project_id: Id | None
    year: int
    number: int
    title: str
    state: Literal[
        "draft", "waiting", "returned", "going", "undelivered", "running", "unanswered", "basis", "confirmed",
        "corrected",
    ]  # fmt: skip
    author_id: Id
    addressee_id: Id | None
    edition: int
    item_id: Id | None
    held_at: datetime
    week_of: date | None
    due_at: datetime
    sent_at: datetime | None
    basis_at: datetime | None
    confirmed_at: datetime | None

    @classmethod
    def of(cls, thing: "ContactReport", **more: Any) -> dict[str, Any]:
        """Return the values of a report."""
        row, edition = thing, queries.current(thing)
        own = {name: getattr(row, name) for name in ContactReportShape.model_fields if hasattr(row, name)}
        return own | more | {
            "id": row.pk, "state": queries.state_of(row), "item_id": edition.item_id if edition else None,
            "sent_at": edition.sent_at if edition else None, "basis_at": edition.basis_at if edition else None,
        }  # fmt: skip


class WholeContactReportShape(ContactReportShape):
    """A contact report with its points."""

    points: list[ReportPointShape]


class ContactReportsAsked(Asked):
    """Filters for the list of contact reports."""

    account_id: Id | None = None
    author_id: Id | None = None
    year: int | None = None


class NewContactReport(Body):
    """Request body: the notes of one talk, or of the talks of one week."""

    note_ids: Annotated[list[Id], Field(min_length=1, max_length=rules.TALKS_MOST)]


class NewReportPoint(Body, value=ReportPointFields):
    """Request body: a point, with the version of its report."""

    version: Version


class ReportVersion(Body):
    """Request body: the version last read."""

    version: Version


class NewCorrection(Body):
    """Request body: what a contact corrected, in their words."""

    contact_id: Id
    words: Annotated[str, Field(min_length=1, max_length=rules.WORDS_MOST)]
    source: Annotated[str, Field(max_length=rules.SOURCE_MOST)] = ""


class NewConfirmation(Body):
    """Request body: the contact who said that the report is right."""

    contact_id: Id
    source: Annotated[str, Field(max_length=rules.SOURCE_MOST)] = ""


def _whole(row: "ContactReport") -> dict[str, Any]:
    return ContactReportShape.of(row) | {
        "points": [
            {
                "id": point.pk, "letter": letter, "needs_yes": point.needs_yes, "group": point.group,
                "text": point.text, "person_id": point.person_id, "contact_id": point.contact_id,
                "due_on": point.due_on, "wants_yes": point.wants_yes,
                "note_id": point.source.note_id if point.source else None,
            }
            for letter, point in queries.lettered(row)
        ]
    }  # fmt: skip


@reads(router, "/contact-reports", Page[ContactReportShape])
def list_contact_reports(request: HttpRequest, asked: Query[ContactReportsAsked]) -> dict[str, Any]:
    """List the contact reports the caller can see."""
    rows = narrowed(queries.reports_seen_by(asker(request)), asked, "account_id", "author_id", "year")
    return page(rows, asked, ContactReportShape.of)


@reads(router, "/contact-reports/{int:contact_report_id}", WholeContactReportShape)
def read_contact_report(request: HttpRequest, contact_report_id: Path[Id]) -> dict[str, Any]:
    """Return one contact report with its points."""
    return _whole(queries.report_seen_by(asker(request), contact_report_id))


@writes(router, "POST", "/contact-reports", WholeContactReportShape, scope=SETUP, status=201)
def draft_contact_report(request: HttpRequest, body: NewContactReport) -> dict[str, Any]:
    """Draft a contact report from the marks of notes."""
    by = asker(request)
    made = drafts.draft_report(by=by, note_ids=body.note_ids, now=timezone.now())
    return _whole(queries.report_seen_by(by, made.pk))


@writes(
    router, "POST", "/contact-reports/{int:contact_report_id}/points", WholeContactReportShape, scope=SETUP, status=201
)  # fmt: skip
def add_report_point(request: HttpRequest, contact_report_id: Path[Id], body: NewReportPoint) -> dict[str, Any]:
    """Add a point to a contact report that isn't submitted."""
    by = asker(request)
    points.add_point(
        by=by, report_id=contact_report_id, version=body.version, fields=body.as_value(ReportPointFields),
        now=timezone.now(),
    )  # fmt: skip
    return _whole(queries.report_seen_by(by, contact_report_id))


@writes(router, "POST", "/contact-reports/{int:contact_report_id}/submit", WholeContactReportShape, scope=SETUP)
def submit_contact_report(request: HttpRequest, contact_report_id: Path[Id], body: ReportVersion) -> dict[str, Any]:
    """Submit a contact report with its PDF to the lane it has."""
    by = asker(request)
    return _whole(letters.submit_report(by=by, report_id=contact_report_id, version=body.version, now=timezone.now()))


@writes(
    router, "POST", "/contact-reports/{int:contact_report_id}/corrections", WholeContactReportShape, scope=SETUP,
    status=201,
)  # fmt: skip
def correct_contact_report(request: HttpRequest, contact_report_id: Path[Id], body: NewCorrection) -> dict[str, Any]:
    """Record a correction by the client, which begins a new version."""
    by = asker(request)
    corrections.correct(
        by=by, report_id=contact_report_id, contact_id=body.contact_id, words=body.words, source=body.source,
        now=timezone.now(),
    )  # fmt: skip
    return _whole(queries.report_seen_by(by, contact_report_id))


@writes(router, "POST", "/contact-reports/{int:contact_report_id}/confirm", WholeContactReportShape, scope=SETUP)
def confirm_contact_report(
    request: HttpRequest, contact_report_id: Path[Id], body: NewConfirmation
) -> dict[str, Any]:  # fmt: skip
    """Record that the client said that a contact report is right."""
    by = asker(request)
    corrections.confirm(
        by=by, report_id=contact_report_id, contact_id=body.contact_id, source=body.source, now=timezone.now()
    )
    return _whole(queries.report_seen_by(by, contact_report_id))
