"""Any sequence of changes at the source and here: the hours are the source's, or the difference is reported."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as some

from amity.imports import commands, queries
from amity.imports.models import HeldRow
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import stage_of
from amity.imports.tests.bringing import HARVEST, harvest_row
from amity.imports.time_rows.rules.canonical import SourceRow
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting, entry_changes, make_agency, make_person

DAYS = [date(2026, 11, 2) + timedelta(days=n) for n in range(2)]
ROW = some.tuples(
    some.sampled_from(DAYS), some.sampled_from(["Site", "Shop"]), some.sampled_from("AB"), some.integers(1, 3)
)
ONE = (DAYS[0], "Site", "A", 1)
STEP = some.one_of(
    some.tuples(some.just("export"), some.lists(ROW, min_size=1, max_size=6)),
    some.tuples(some.just("edit"), some.integers(0, 20)),
    some.tuples(some.just("delete"), some.integers(0, 20)),
    some.tuples(some.just("undo"), some.just(0)),
)


def bring(by, rows):
    cells = (harvest_row(str(day), str(hours), text, project=project) for day, project, text, hours in rows)
    content = (HARVEST + "".join(cells)).encode()
    options = Options(create_missing=True)
    batch = commands.bring_file(by=by, tool="harvest", name="x.csv", chunks=[content], options=options, now=MONDAY)
    commands.read_batch(by=by, batch_id=batch.pk)
    commands.begin_batch(by=by, batch_id=batch.pk, now=MONDAY)
    commands.apply_batch(by=by, batch_id=batch.pk, now=MONDAY)
    return batch.pk


class Sequence:
    """Changes at the source and here, step by step, each checked against an exact balance of the hours."""

    def __init__(self):
        make_agency()
        self.by = acting(make_person("Fina", "finance"), "cli")
        self.batches: list[int] = []

    def take(self, what, said):
        if what == "export":
            before = {held.pk for held in HeldRow.objects.all()}
            self.batches.append(bring(self.by, said))
            balance(self.batches[-1], said, before)
        elif what == "undo" and self.batches:
            self.undo(self.batches.pop())
        elif what in ("edit", "delete") and (entries := list(Entry.objects.order_by("pk"))):
            self.touch(what, entries[said % len(entries)])
        for held in HeldRow.objects.select_related("entry"):
            if not is_touched(held):
                assert says(held.entry) == wanted(SourceRow.from_text(held.body))
        assert verify().clean

    def touch(self, what, entry):
        if what == "edit":
            changes = entry_changes(hours="7:00", project=entry.project, on=entry.work_date, text=entry.text)
            timesheets.edit_entry(by=self.by, entry_id=entry.pk, version=entry.version, changes=changes, now=MONDAY)
        else:
            timesheets.delete_entry(by=self.by, entry_id=entry.pk, version=entry.version, now=MONDAY)

    def undo(self, number):
        """Undo the newest import. Its records are gone except for edited ones, which are reported."""
        created = HeldRow.objects.filter(created_in=number, entry__isnull=False).select_related("entry")
        touched = {held.entry_id for held in created if is_touched(held)}
        gone = {held.entry_id for held in created} - touched
        others = set(Entry.objects.values_list("pk", flat=True)) - gone
        undone = commands.undo_batch(by=self.by, batch_id=number, now=MONDAY)

        assert set(Entry.objects.values_list("pk", flat=True)) == others
        assert touched <= {thing for kind, thing, _why in undone.kept if kind == "entry"}
        assert undone.deleted == len(gone)


def is_touched(held):
    """Return whether someone changed or deleted a row's entry here."""
    return held.entry is None or held.entry.version != held.entry_version


def seconds_of(held):
    """Return the seconds of a held row here."""
    return held.entry.seconds if held.entry else 0


def says(entry):
    return entry.work_date, entry.project.name, entry.text, entry.seconds


def wanted(row):
    return row.work_date, row.project, row.text, row.seconds


def balance(number, said, before):
    """Check that each row and held row has one fate, and that the hours are the file's except for reported ones."""
    with stage_of(number) as stage:
        rows, olds = stage.rows(limit=1000), stage.olds()
    held = {one.pk: one for one in HeldRow.objects.select_related("entry")}
    new = [one for one in held.values() if one.created_in_id == number]
    assert Counter(wanted(row.row) for row in rows) == Counter((*rest, hours * 3600) for *rest, hours in said)
    assert Counter(wanted(row.row) for row in rows if row.fate == "created") == Counter(says(one.entry) for one in new)

    named = 0
    for row in rows:
        one = held.get(row.held or 0)
        assert row.row
        assert (one is None) is (row.fate in ("created", "ambiguous")), row
        assert row.fate in ("created", "ambiguous", "unchanged", "updated", "conflict"), row
        if row.fate == "updated":
            assert one
            assert not is_touched(one)
            assert says(one.entry) == wanted(row.row)
        elif row.fate == "ambiguous":
            named -= row.row.seconds
        elif one is not None and is_touched(one):
            named += seconds_of(one) - row.row.seconds
        else:
            assert row.fate != "conflict", row
    named += sum(seconds_of(held[key]) for key, _row, _fate in olds)

    paired = [row.held for row in rows if row.held] + [key for key, _row, _fate in olds]
    assert len(paired) == len(set(paired))
    silent = [held[key] for key in before - set(paired)]
    days, projects = {day for day, *_rest in said}, {project for _day, project, *_rest in said}
    for one in silent:
        spoken_of = SourceRow.from_text(one.body).project in projects and min(days) <= one.work_date <= max(days)
        assert one.entry is None or not spoken_of, one.body
    outside = sum(seconds_of(one) for one in silent)
    here = sum(Entry.objects.filter(pk__in=[one.entry_id for one in held.values()]).values_list("seconds", flat=True))
    assert here == sum(row[3] * 3600 for row in said) + named + outside
    assert Entry.objects.count() == sum(one.entry is not None for one in held.values())


@pytest.mark.django_db
@settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate), max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(steps=some.lists(STEP, min_size=3, max_size=10))
@example(steps=[("export", [ONE]), ("edit", 0), ("export", [(*ONE[:3], 2)]), ("undo", 0), ("undo", 0)])
@example(steps=[("export", [ONE, ONE]), ("delete", 0), ("export", [(*ONE[:3], 3)]), ("export", [ONE, ONE, ONE])])
@example(steps=[("export", [ONE, (*ONE[:2], "B", 2)]), ("export", [(*ONE[:2], "C", 3), (*ONE[:2], "D", 3)])])
@example(steps=[("export", [ONE]), ("export", [(*ONE[:3], 2)]), ("edit", 0), ("undo", 0), ("export", [ONE])])
def test_any_sequence_ends_with_the_hours_of_the_source_or_says_where_not(db, steps):
    with transaction.atomic():
        sequence = Sequence()
        for what, said in steps:
            sequence.take(what, said)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_batch_stopped_between_chunks_goes_on_where_it_was(fina):
    by = acting(fina, "cli")
    content = (HARVEST + "".join(harvest_row(text=f"Work {n}") for n in range(300))).encode()
    options = Options(create_missing=True)
    batch = commands.bring_file(by=by, tool="harvest", name="x.csv", chunks=[content], options=options, now=MONDAY)
    commands.read_batch(by=by, batch_id=batch.pk)
    commands.begin_batch(by=by, batch_id=batch.pk, now=MONDAY)

    def stop(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        commands.apply_batch(by=by, batch_id=batch.pk, now=MONDAY, tell=stop)
    assert 0 < Entry.objects.count() < 300
    commands.begin_batch(by=by, batch_id=batch.pk, now=MONDAY)
    commands.apply_batch(by=by, batch_id=batch.pk, now=MONDAY)

    assert (Entry.objects.count(), queries.report(batch.pk).counts["created"]) == (300, 300)
    assert verify().clean


@pytest.mark.django_db
def test_two_imports_at_once_are_refused_with_a_sentence(fina):
    by = acting(fina, "cli")
    numbers = []
    for name in ("one.csv", "two.csv"):
        chunks = [(HARVEST + harvest_row(text=name)).encode()]
        options = Options(create_missing=True)
        batch = commands.bring_file(by=by, tool="harvest", name=name, chunks=chunks, options=options, now=MONDAY)
        commands.read_batch(by=by, batch_id=batch.pk)
        numbers.append(batch.pk)
    commands.begin_batch(by=by, batch_id=numbers[0], now=MONDAY)

    with pytest.raises(Refused) as refused:
        commands.begin_batch(by=by, batch_id=numbers[1], now=MONDAY)
    assert refused.value.sentence.startswith("The import of one.csv")
