"""REST operations for the sections of an agreement."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import policy, queries
from amity.agreements.router import SETUP, router
from amity.agreements.sections import commands
from amity.agreements.sections.commands import Section
from amity.agreements.sections.rules import clauses, split_document
from amity.agreements.versions.content import sections_of
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version
from amity.people.queries import person_of


class SectionShape(Answered, value=Section):
    """A section: its subject, heading, heading level and text. Text on payment needs the right to see fees."""

    id: Id
    before_lines: bool
    text: str | None = None


class SectionsShape(Answered):
    """The sections of an agreement, in document order."""

    version: int
    sections: list[SectionShape]


class NewSection(Body, value=Section):
    """Request body: a section to add. A heading can have no text of its own."""

    text: Annotated[str, Field(max_length=clauses.LONGEST)] = ""
    depth: Annotated[int, Field(ge=1, le=clauses.DEEPEST)] = 1


class NewSections(Body):
    """Request body: sections to add, in order. Without sections, `document` is split at its headings."""

    version: Version
    sections: Annotated[list[NewSection], Field(max_length=split_document.MOST_SECTIONS)] = []
    document: Annotated[str, Field(max_length=split_document.LONGEST)] = ""
    before_lines: bool = True


@reads(router, "/agreements/{int:agreement_id}/sections", SectionsShape)
def list_sections(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """List the sections of an agreement, in document order."""
    by = asker(request)
    return _as_json(queries.agreement_seen_by(by, agreement_id), policy.sees_fee(person_of(by)))


@writes(router, "POST", "/agreements/{int:agreement_id}/sections", SectionsShape, scope=SETUP, status=201)
def add_sections(request: HttpRequest, agreement_id: Path[Id], body: NewSections) -> dict[str, Any]:
    """Add sections to an open agreement. Returns 403 with the reason for one in review or signed."""
    by = asker(request)
    given = [section.as_value(Section) for section in body.sections] or _cut(body.document)
    commands.put_clauses(
        by=by, agreement_id=agreement_id, version=body.version, sections=given, now=timezone.now(),
        place=clauses.BODY if body.before_lines else clauses.ANNEX,
    )  # fmt: skip
    return _as_json(queries.agreement_seen_by(by, agreement_id), policy.sees_fee(person_of(by)))


def _cut(document: str) -> list[Section]:
    cuts = split_document.cut(document)
    kinds = clauses.guessed((cut.heading, cut.level) for cut in cuts)
    return [Section(kind, cut.text, cut.heading, cut.level) for cut, kind in zip(cuts, kinds, strict=True)]


def _as_json(agreement: Any, fee: bool) -> dict[str, Any]:
    return {
        "version": agreement.version,
        "sections": [
            {
                "id": clause.pk, "kind": clause.kind, "heading": clause.heading, "depth": clause.level,
                "before_lines": clauses.is_before_lines(clause.position),
            } | ({"text": clause.text} if fee or clause.kind != clauses.PAYMENT else {})
            for clause in sections_of(agreement)
        ],
    }  # fmt: skip
