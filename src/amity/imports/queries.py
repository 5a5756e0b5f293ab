"""Queries for batches and their stages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agency.editions.keeping import kept
from amity.imports import policy, single_process
from amity.imports.models import Batch, HeldRow
from amity.imports.rules import Reason
from amity.imports.stage.rows import StagedRow
from amity.imports.stage.stage import stage_of
from amity.imports.wording import sentence, sentences
from amity.jobs import rules as job_rules
from amity.jobs.models import Job
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Refused
from amity.shared.rows.lookup import seen_or_missing

UNDECIDED = frozenset({"reading", "asking", "unreadable", "ready"})
"""States of a file that hasn't been imported."""
LIVE = ("applying", "stopped", "undoing")
WRITTEN = ("applied", *LIVE)
"""States in which some of a batch is, or may be, imported."""
REJECTS_SHOWN = 20_000
"""Most rejected rows listed one by one. The file of rejected rows has them all."""


def batches_seen_by(by: Actor) -> QuerySet[Batch]:
    """Return all batches, newest first, for those who can import."""
    policy.may_import(person_of(by)).or_refuse()
    return Batch.objects.select_related("source", "person").order_by("-pk")


def batch_seen_by(by: Actor, batch_id: int, *, lock: bool = False) -> Batch:
    """Return one batch, or raise `NotSeen`."""
    batches = batches_seen_by(by)
    return seen_or_missing(batches, batch_id, _("Import not found."), lock=lock)


def running() -> Batch | None:
    """Return the import that is writing time now, if any. Every page asks, to warn that sums are still changing."""
    return _live().first() if kept("an import runs", lambda: _live().exists()) else None


def _live() -> QuerySet[Batch]:
    return Batch.objects.filter(state__in=LIVE).order_by("pk")


def interrupted_batches() -> list[Batch]:
    """Return imports that a killed process left half applied."""
    return [
        batch
        for batch in Batch.objects.filter(state__in=("applying", "undoing", "stopped")).order_by("pk")
        if batch.state == "stopped" or is_interrupted(batch)
    ]


def is_interrupted(batch: Batch) -> bool:
    """Return whether a batch is marked as in progress without a process, because that was killed."""
    if batch.state not in {"applying", "undoing"} or single_process.is_held(batch.pk):
        return False
    waiting = Job.objects.filter(pk=batch.job_id or 0, state__in=job_rules.OPEN)
    return not waiting.exists()


def unfinished(batch: Batch) -> str:
    """Return the sentence that blocks a second import."""
    words = {"file": batch.file_name, "number": batch.pk}
    if batch.state == "stopped" or is_interrupted(batch):
        return _("The import of %(file)s (number %(number)s) was interrupted. Resume it or undo it first.") % words
    return _("%(file)s (number %(number)s) is being imported. Wait for it to finish.") % words


def newest_written(batches: Iterable[Batch]) -> dict[int | None, Batch]:
    """Return the newest active batch of each source, which is undone before the others."""
    sources = {batch.source_id for batch in batches} - {None}
    newest = Batch.objects.filter(source__in=sources, state__in=WRITTEN).values("source").annotate(newest=Max("pk"))
    found = Batch.objects.in_bulk([one["newest"] for one in newest]) if sources else {}
    return {batch.source_id: batch for batch in found.values()}


def refuse_where_newer(batch: Batch) -> None:
    """Raise `Refused` if a newer batch of the same source must be undone first, and name it."""
    newer = newest_written([batch]).get(batch.source_id)
    if newer is not None and newer.pk > batch.pk:
        words = {"file": newer.file_name, "number": newer.pk}
        raise Refused(_("Undo the newer import first: %(file)s (number %(number)s).") % words)


def entries_left(batch: Batch) -> bool:
    """Return whether entries that a batch created or changed are unchanged since."""
    return HeldRow.objects.filter(created_in=batch).exists() or batch.changes.exists()


@dataclass(frozen=True, slots=True)
class Report:
    """The progress of a batch, in the form of the command line's JSON."""

    counts: dict[str, int]
    rejected: list[StagedRow]
    warned: list[StagedRow] = field(default_factory=list)
    long_days: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    duplicates: list[StagedRow] = field(default_factory=list)
    duplicates_choice: str = ""
    unused: list[str] = field(default_factory=list)

    def warnings(self) -> list[str]:
        """Return sentences a person should know although nothing was refused."""
        found = [sentence(note) for note in self.notes]
        if self.unused:
            found.append(_("Columns that were not used: %(columns)s.") % {"columns": ", ".join(self.unused)})
        found += [
            sentence(Reason("day_over_24", name=name, date=day)) + f" ({seconds / 3600:.2f} h)"
            for name, day, seconds in self.long_days
        ]
        if self._skipped and not self.duplicates_choice:
            found.append(skipped_sentence(self._skipped))
        return found + [
            _("Row %(row)s: %(reason)s") % {"row": row.number, "reason": sentences(row.reasons)} for row in self.warned
        ]

    @property
    def _skipped(self) -> int:
        return self.counts.get("duplicate", 0)

    def as_json(self, batch_id: int | None, elapsed: float) -> dict[str, Any]:
        """Return the object that `amity import --json` prints."""
        counted = ("created", "updated", "unchanged", "ambiguous")
        return {
            "rows": self.counts.get("rows", 0),
            **{fate: self.counts.get(fate, 0) for fate in counted},
            "conflicts": self.counts.get("conflict", 0),
            "gone": self.counts.get("gone", 0),
            "duplicates": self._skipped,
            "rejected": [{"row": row.number, "reason": sentences(row.reasons)} for row in self.rejected],
            "duplicate_rows": [{"row": row.number, "reason": sentences(row.reasons)} for row in self.duplicates],
            "tracked_seconds": self.counts.get("tracked_seconds", 0),
            "elapsed_seconds": round(elapsed, 2),
            "batch": batch_id,
        }

    @property
    def clean(self) -> bool:
        """Return whether nothing was rejected, ambiguous, in conflict, or skipped as existing time without a choice."""
        if self._skipped and not self.duplicates_choice:
            return False
        return not self.counts.get("rejected") and not self.counts.get("ambiguous") and not self.counts.get("conflict")


def skipped_sentence(count: int) -> str:
    """Return how many rows look like existing ones and how to choose, for the command line."""
    text = ngettext(
        "One row looks like something already here and is skipped. Choose what happens to it with --duplicates.",
        "%(count)s rows look like something already here and are skipped. "
        "Choose what happens to them with --duplicates.",
        count,
    )
    return text % {"count": count}


def report(batch_id: int) -> Report:
    """Return the report of a batch from its stage."""
    stored, options = Batch.objects.values_list("notes", "options").get(pk=batch_id)
    notes = [Reason.from_json(note) for note in stored]
    with stage_of(batch_id) as stage:
        rejected = stage.rows(("rejected",), limit=REJECTS_SHOWN)
        long_days = [tuple(day) for day in stage.fact("long_days", [])]
        duplicates = stage.rows(("duplicate",), limit=REJECTS_SHOWN)
        choice = options.get("duplicates", "")
        unused = stage.fact("unused", [])
        if lost := stage.fact("lines_lost", 0):
            notes.append(Reason("lines_lost", count=lost))
        return Report(stage.counts(), rejected, stage.warned(), long_days, notes, duplicates, choice, unused)


def importer(mail: str) -> Person:
    """Return the person a command acts as: by email, or the only active person with the right. Raises `NotSeen`."""
    people = Person.objects.filter(is_active=True).prefetch_related("held_roles")
    if mail:
        found = list(people.filter(mail__iexact=mail))
        if not found:
            raise NotSeen(_("No active person has the email address %(mail)s.") % {"mail": mail})
        return found[0]
    able = [person for person in people.filter(held_roles__role__in=policy.MAY).distinct() if policy.may_import(person)]
    if len(able) != 1:
        who = ", ".join(person.mail or person.name for person in able) or _("no one")
        raise NotSeen(_("Enter who is importing with --as. People who can: %(who)s.") % {"who": who})
    return able[0]
