"""What an open agreement says: terms against the library, sections, and what is handed over and how it is judged."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.agreements.commands.holding import to_change
from amity.agreements.models import Agreement, AgreementLine, AgreementTerm, Clause, Deliverable
from amity.agreements.queries.chosen import removed_clause
from amity.agreements.queries.library import library_terms
from amity.agreements.rules import clauses, cutting
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.lookup import seen_or_missing
from amity.shared.texts import one_line, within

IMAGE: Final = ("kind", "heading", "text", "position", "level")
"""What of a section is kept when it is deleted, to be written back."""


@dataclass(frozen=True, slots=True)
class SaidTerm:
    """What the agreement says of a term, what the client asked for, and who said so, where and when."""

    value: str
    asked: str = ""
    asked_by: str = ""


@command
def say_terms(*, by: Actor, agreement_id: int, version: int, said: Mapping[str, SaidTerm], now: datetime) -> Agreement:
    """Say terms by their key; an empty value says nothing of a term. Those not named stay. Unknown keys are refused."""
    agreement = to_change(by, agreement_id, version)
    unknown = set(said) - {term.key for term in library_terms()}
    if unknown:
        raise Invalid(_("Term “%(key)s” not found in the library.") % {"key": sorted(unknown)[0]}, "terms")
    standing = {row.key: row for row in agreement.said_terms.all()}
    before, after = {}, {}
    for key, one in said.items():
        row = standing.get(key) or AgreementTerm(agreement=agreement, key=key, value="")
        was = SaidTerm(row.value, row.asked, row.asked_by)
        will = SaidTerm(one.value.strip(), one.asked.strip(), within(one.asked_by, 200, "asked_by"))
        if will == was:
            continue
        before[key], after[key] = asdict(was), asdict(will)
        row.value, row.asked, row.asked_by = will.value, will.asked, will.asked_by
        row.save()
    agreement.save()
    trail.record("agreement.terms_said", subject=agreement, by=by, at=now, changes={"before": before, "after": after})
    return agreement


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its kind, a heading of its own where it needs one, and its text; how deep the heading lies."""

    kind: str
    text: str
    heading: str = ""
    depth: int = 1


@command
def put_clause(*, by: Actor, agreement_id: int, section: Section, now: datetime, version: int | None = None) -> Clause:
    """Add a section at the end of those of its kind."""
    agreement = to_change(by, agreement_id, version)
    clause = Clause(agreement=agreement, position=clauses.place_of(_checked(section).kind))
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
    if not 0 < len(sections) <= cutting.MOST_SECTIONS:
        raise Invalid(_("Add 1 to %(most)s sections at a time.") % {"most": cutting.MOST_SECTIONS})
    made = [_written(Clause(agreement=agreement, position=place), _checked(one)) for one in sections]
    for one in made:
        one.save(force_insert=True)
    agreement.save()
    changes = {"before_lines": place == clauses.BODY, "headings": [one.heading or one.kind for one in made]}
    trail.record("agreement.clauses_put", subject=agreement, by=by, at=now, changes=changes)
    return made


@command
def change_clause(
    *, by: Actor, agreement_id: int, version: int, clause_id: int, section: Section, now: datetime
) -> Clause:
    """Write a section anew. Stale when somebody changed the agreement since `version`."""
    agreement = to_change(by, agreement_id, version)
    clause = seen_or_missing(agreement.clauses, clause_id, _("Section not found. It may have been deleted."))
    clause.position = clauses.place_of(_checked(section).kind, clause.position)
    return _save_clause(by, agreement, clause, section, now)


@command
def remove_clause(*, by: Actor, agreement_id: int, clause_id: int, now: datetime) -> None:
    """Delete a section; the trail keeps what it said."""
    agreement = to_change(by, agreement_id)
    clause = seen_or_missing(agreement.clauses, clause_id, _("Section not found. It may have been deleted."))
    changes = {name: getattr(clause, name) for name in IMAGE} | {"clause_id": clause.pk}
    trail.record("agreement.clause_removed", subject=agreement, by=by, at=now, changes=changes)
    clause.delete()
    agreement.version += 1
    agreement.save()


@command
def restore_clause(*, by: Actor, agreement_id: int, clause_id: int, now: datetime) -> Clause:
    """Write a deleted section back where it stood. Raises `NotSeen` when there is nothing to bring back."""
    agreement = to_change(by, agreement_id)
    image = removed_clause(agreement, clause_id)
    clause = Clause(pk=clause_id, agreement=agreement, **{name: image[name] for name in IMAGE})
    clause.save(force_insert=True)
    agreement.version += 1
    agreement.save()
    changes = {"clause_id": clause.pk, "heading": clause.heading}
    trail.record("agreement.clause_restored", subject=agreement, by=by, at=now, changes=changes)
    return clause


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Something handed over: on a day or in words ("a day after each sprint"), and how it is judged."""

    title: str
    due_on: date | None = None
    due: str = ""
    content: str = ""
    standard: str = ""
    level: str = ""
    method: str = ""
    line_id: int | None = None


@command
def put_deliverable(
    *, by: Actor, agreement_id: int, deliverable: HandedOver, now: datetime, version: int | None = None,
    deliverable_id: int | None = None,
) -> Deliverable:  # fmt: skip
    """Add something that is handed over, or with `deliverable_id` say it anew."""
    agreement = to_change(by, agreement_id, version)
    title = one_line(deliverable.title, 300, "title")
    if not title:
        raise Invalid(_("Enter the deliverable."), "title")
    if deliverable.line_id and not AgreementLine.objects.filter(agreement=agreement, line=deliverable.line_id).exists():
        raise Invalid(_("Choose a line from this agreement."), "line_id")
    row = Deliverable(agreement=agreement, position=agreement.deliverables.count())
    if deliverable_id is not None:
        row = _deliverable(agreement, deliverable_id)
    for name, value in asdict(deliverable).items():
        setattr(row, name, value)
    row.title, row.due = title, within(deliverable.due, 200, "due")
    row.save()
    _changed(agreement, versioned=version is not None)
    changes = {"must_meet" if name == "standard" else name: value for name, value in asdict(deliverable).items()}
    changes["title"] = title
    trail.record("agreement.deliverable_put", subject=agreement, by=by, at=now, changes=changes)
    return row


@command
def remove_deliverable(*, by: Actor, agreement_id: int, deliverable_id: int, now: datetime) -> None:
    """Delete something that is handed over; the trail keeps its name."""
    agreement = to_change(by, agreement_id)
    row = _deliverable(agreement, deliverable_id)
    trail.record("agreement.deliverable_removed", subject=agreement, by=by, at=now, changes={"title": row.title})
    row.delete()
    _changed(agreement, versioned=False)


def _save_clause(by: Actor, agreement: Agreement, clause: Clause, section: Section, now: datetime) -> Clause:
    before = {"kind": clause.kind, "heading": clause.heading, "text": clause.text} if clause.pk else {}
    is_new = clause.pk is None
    _written(clause, section).save()
    _changed(agreement, versioned=not is_new)
    changes = {"before": before, "after": asdict(section)}
    trail.record("agreement.clause_put", subject=agreement, by=by, at=now, changes=changes)
    return clause


def _written(clause: Clause, section: Section) -> Clause:
    """A section as it is kept: no line empty at its ends, the indent of its first line as it was typed."""
    clause.kind, clause.level = section.kind, min(max(section.depth, 1), clauses.DEEPEST)
    clause.heading = " ".join(section.heading.split())[: cutting.LONGEST_HEADING]
    clause.text = re.sub(r"\A(?:[^\S\n]*\n)+", "", section.text.replace("\r\n", "\n")).rstrip()
    return clause


def _checked(section: Section) -> Section:
    if section.kind not in clauses.KINDS:
        raise Invalid(_("Choose from the list."), "kind")
    if not section.text.strip() and not section.heading.strip():
        raise Invalid(_("Enter a heading or text."), "text")
    if len(section.text) > clauses.LONGEST:
        raise Invalid(_("Enter at most %(most)s characters.") % {"most": clauses.LONGEST}, "text")
    return section


def _deliverable(agreement: Agreement, deliverable_id: int) -> Deliverable:
    return seen_or_missing(
        agreement.deliverables, deliverable_id, _("Deliverable not found. It may have been deleted.")
    )


def _changed(agreement: Agreement, *, versioned: bool) -> None:
    """Count the change, unless `expect` counted it already: who has the agreement open is told."""
    if not versioned:
        agreement.version += 1
    agreement.save()
