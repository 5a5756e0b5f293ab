"""Add, change, remove and restore the sections of an open agreement."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final

from django.utils.translation import gettext as _

from amity.agreements.choices import removed_clause
from amity.agreements.models import Agreement
from amity.agreements.sections.models import Clause
from amity.agreements.sections.rules import clauses, split_document
from amity.agreements.transitions import save_edit, to_change
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import OneOf, Text, tidied

IMAGE: Final = ("kind", "heading", "text", "position", "level")
"""The fields of a deleted section stored in the audit log, to restore it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its kind, its own heading if it needs one, the heading level, and its text."""

    kind: Annotated[str, OneOf(clauses.KINDS)]
    text: str
    heading: Annotated[str, Text(split_document.LONGEST_HEADING)] = ""
    depth: int = 1


@command
def put_clause(*, by: Actor, agreement_id: int, section: Section, now: datetime, version: int | None = None) -> Clause:
    """Add a section at the end of those of its kind."""
    agreement, section = to_change(by, agreement_id, version), _checked(section)
    clause = Clause(agreement=agreement, position=clauses.place_of(section.kind))
    return _save_clause(by, agreement, clause, section, now)


@command
def put_clauses(
    *, by: Actor, agreement_id: int, version: int, sections: Sequence[Section], now: datetime,
    place: int = clauses.BODY,
) -> list[Clause]:  # fmt: skip
    """Add the sections of a document in its own order: all of them, before the lines or after everything else."""
    agreement = to_change(by, agreement_id, version)
    if place not in clauses.PLACES:
        raise Invalid(_("Choose from the list."), "place")
    if not 0 < len(sections) <= split_document.MOST_SECTIONS:
        raise Invalid(_("Add 1 to %(most)s sections at a time.") % {"most": split_document.MOST_SECTIONS})
    made = [_written(Clause(agreement=agreement, position=place), _checked(section)) for section in sections]
    for clause in made:
        clause.save(force_insert=True)
    agreement.save()
    changes = {"before_lines": place == clauses.BODY, "headings": [clause.heading or clause.kind for clause in made]}
    trail.record("agreement.clauses_put", subject=agreement, by=by, at=now, changes=changes)
    return made


@command
def change_clause(
    *, by: Actor, agreement_id: int, version: int, clause_id: int, section: Section, now: datetime
) -> Clause:
    """Replace the text of a section. Raises `Stale` when someone changed the agreement since `version`."""
    agreement, section = to_change(by, agreement_id, version), _checked(section)
    clause = seen_or_missing(agreement.clauses, clause_id, _("Section not found. It may have been deleted."))
    clause.position = clauses.place_of(section.kind, clause.position)
    return _save_clause(by, agreement, clause, section, now)


@command
def remove_clause(*, by: Actor, agreement_id: int, clause_id: int, now: datetime) -> None:
    """Delete a section. The audit log still has its text."""
    agreement = to_change(by, agreement_id)
    clause = seen_or_missing(agreement.clauses, clause_id, _("Section not found. It may have been deleted."))
    changes = {name: getattr(clause, name) for name in IMAGE} | {"clause_id": clause.pk}
    trail.record("agreement.clause_removed", subject=agreement, by=by, at=now, changes=changes)
    clause.delete()
    agreement.version += 1
    agreement.save()


@command
def restore_clause(*, by: Actor, agreement_id: int, clause_id: int, now: datetime) -> Clause:
    """Restore a deleted section in its position. Raises `NotSeen` if there is none."""
    agreement = to_change(by, agreement_id)
    image = removed_clause(agreement, clause_id)
    clause = Clause(pk=clause_id, agreement=agreement, **{name: image[name] for name in IMAGE})
    clause.save(force_insert=True)
    agreement.version += 1
    agreement.save()
    changes = {"clause_id": clause.pk, "heading": clause.heading}
    trail.record("agreement.clause_restored", subject=agreement, by=by, at=now, changes=changes)
    return clause


def _save_clause(by: Actor, agreement: Agreement, clause: Clause, section: Section, now: datetime) -> Clause:
    before = {"kind": clause.kind, "heading": clause.heading, "text": clause.text} if clause.pk else {}
    is_new = clause.pk is None
    _written(clause, section).save()
    save_edit(agreement, versioned=not is_new)
    changes = {"before": before, "after": asdict(section)}
    trail.record("agreement.clause_put", subject=agreement, by=by, at=now, changes=changes)
    return clause


def _written(clause: Clause, section: Section) -> Clause:
    """Copy the text to a section without blank lines at its ends. The first line keeps its indent."""
    clause.kind, clause.level = section.kind, min(max(section.depth, 1), clauses.DEEPEST)
    clause.heading = section.heading
    clause.text = re.sub(r"\A(?:[^\S\n]*\n)+", "", section.text.replace("\r\n", "\n")).rstrip()
    return clause


def _checked(section: Section) -> Section:
    section = tidied(section)
    if not section.text.strip() and not section.heading.strip():
        raise Invalid(_("Enter a heading or text."), "text")
    if len(section.text) > clauses.LONGEST:
        raise Invalid(_("Enter at most %(most)s characters.") % {"most": clauses.LONGEST}, "text")
    return section
