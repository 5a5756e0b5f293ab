"""`amity verify`: compare the sums with the entries, in one snapshot."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from amity.timesheets.models import Entry
from amity.timesheets.rules import MEASURES, NOTHING, Measures
from amity.timesheets.sums import rollups
from amity.timesheets.sums.models import ItemTotal, PersonDay, ProjectMonth, WorkMonth


@dataclass(slots=True)
class Verdict:
    """The number of entries compared, and each key whose sum differs: (table, key, stored, summed)."""

    entries: int = 0
    differing: list[tuple[str, tuple[Any, ...], tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Return whether every sum is right."""
        return not self.differing


def verify() -> Verdict:
    """Recalculate all sums from entries and compare with the stored ones, inside one repeatable-read snapshot."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not _inside_another():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _compared()


def _compared() -> Verdict:
    verdict = Verdict()
    tables: tuple[tuple[type[models.Model], dict[Any, Measures]], ...] = (
        (ProjectMonth, defaultdict(Measures)),
        (WorkMonth, defaultdict(Measures)),
        (ItemTotal, defaultdict(Measures)),
        (PersonDay, defaultdict(Measures)),
    )
    for entry in Entry.objects.iterator(chunk_size=5000):
        verdict.entries += 1
        one = rollups.measures(entry)
        parts: tuple[dict[Any, Measures], ...] = (one.by_project, one.by_work, one.by_item, one.by_day)
        for (_model, sums), part in zip(tables, parts, strict=True):
            for key, amounts in part.items():
                sums[key] += amounts
    for model, sums in tables:
        stored = dict(_stored(model))
        for key in sorted(stored.keys() | sums.keys()):
            have, want = stored.get(key, NOTHING), sums.get(key, NOTHING)
            if have != want:
                named = key if isinstance(key, tuple) else (key,)
                verdict.differing.append((model.__name__, tuple(named), tuple(have), tuple(want)))
    return verdict


def _stored(model: type[models.Model]) -> Iterator[tuple[Any, Measures]]:
    if model is ItemTotal:
        for item, seconds in ItemTotal.objects.values_list("item_id", "seconds"):
            yield item, Measures(seconds=seconds)
        return
    if model is PersonDay:
        for day, person, seconds in PersonDay.objects.values_list("work_date", "person_id", "seconds"):
            yield rollups.DayKey(day, person), Measures(seconds=seconds)
        return
    key = rollups.ProjectKey if model is ProjectMonth else rollups.WorkKey
    for row in model._default_manager.values_list(*key._fields, *MEASURES):
        yield key(*row[: len(key._fields)]), Measures(*row[len(key._fields) :])


def _inside_another() -> bool:
    """Return whether a transaction is already open, as in tests. Its isolation can no longer be chosen."""
    return len(connection.savepoint_ids) > 0
