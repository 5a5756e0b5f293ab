"""Reads of batches and their stages."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.imports import policy
from amity.imports.models import Batch
from amity.imports.stage import StagedRow, stage_of
from amity.imports.wording import sentences
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen

LIVE = ("applying", "stopped", "undoing")


def batches_seen_by(by: Actor) -> QuerySet[Batch]:
    """Every batch, newest first, for who may import."""
    policy.may_import(person_of(by)).or_refuse()
    return Batch.objects.select_related("source", "person").order_by("-pk")


def batch_seen_by(by: Actor, batch_id: int, *, lock: bool = False) -> Batch:
    """One batch, or `NotSeen`."""
    batches = batches_seen_by(by)
    if lock:
        batches = batches.select_for_update(of=("self",))
    batch = batches.filter(pk=batch_id).first()
    if batch is None:
        raise NotSeen(_("There is no such import."))
    return batch


def running() -> Batch | None:
    """The import that writes time just now, if any: pages say so, since their sums are still growing."""
    return Batch.objects.filter(state__in=LIVE).order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Report:
    """How a batch stands, in the shape of the command line's JSON."""

    counts: dict[str, int]
    rejected: list[StagedRow]

    def as_json(self, batch_id: int | None, elapsed: float) -> dict[str, Any]:
        """The object `amity import --json` prints."""
        counted = ("created", "updated", "unchanged", "ambiguous")
        return {
            "rows": self.counts.get("rows", 0),
            **{fate: self.counts.get(fate, 0) for fate in counted},
            "conflicts": self.counts.get("conflict", 0),
            "gone": self.counts.get("gone", 0),
            "rejected": [{"row": row.number, "reason": sentences(row.reasons)} for row in self.rejected],
            "tracked_seconds": self.counts.get("tracked_seconds", 0),
            "elapsed_seconds": round(elapsed, 2),
            "batch": batch_id,
        }

    @property
    def clean(self) -> bool:
        """Whether nothing was rejected, ambiguous or in conflict."""
        return not self.rejected and not self.counts.get("ambiguous") and not self.counts.get("conflict")


def report(batch_id: int) -> Report:
    """The report of a batch, from its stage."""
    with stage_of(batch_id) as stage:
        return Report(stage.counts(), stage.rows(("rejected",), limit=1_000_000))


def importer(mail: str) -> Person:
    """The person a command acts as: by mail, or the only active one with the right. Raises `NotSeen`, says who."""
    people = Person.objects.filter(is_active=True).prefetch_related("held_roles")
    if mail:
        found = list(people.filter(mail__iexact=mail))
        if not found:
            raise NotSeen(_("Nobody active has the address %(mail)s.") % {"mail": mail})
        return found[0]
    able = [person for person in people.filter(held_roles__role__in=policy.MAY).distinct() if policy.may_import(person)]
    if len(able) != 1:
        who = ", ".join(person.mail or person.name for person in able) or _("nobody")
        raise NotSeen(_("Say who acts, with --as. Who may: %(who)s.") % {"who": who})
    return able[0]
