"""Dates that the note on a retainer states as they are in Amity: the due dates of its open requests."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, dated
from amity.gate.checks.registry import Letter
from amity.retainers.notes.rules import note_of
from amity.retainers.notes.sending import NOTE
from amity.scope.models import Request


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    ids = {note_of(one.about.id)[0] for one in letters if one.about.kind == NOTE and one.about.id is not None}
    return partial(_known_of, _due_on(ids) if ids else {})


def _known_of(days: Mapping[int, Sequence[date]], letter: Letter) -> Iterator[Known]:
    """Yield the due dates of the open requests of the retainer that a note is about. They have no names to look for."""
    if letter.about.kind == NOTE and letter.about.id is not None:
        for day in days.get(note_of(letter.about.id)[0], ()):
            yield Known(dated((), day))


def _due_on(agreement_ids: set[int]) -> Mapping[int, Sequence[date]]:
    rows = Request.objects.filter(agreement__in=agreement_ids, item__finished_at=None)
    found: defaultdict[int, list[date]] = defaultdict(list)
    for agreement_id, day in rows.order_by("pk").values_list("agreement_id", "wanted_on"):
        if day is not None:
            found[agreement_id].append(day)
    return found
