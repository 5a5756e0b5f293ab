"""Whatever happens at the source and here, in whatever order: the hours are the source's, or it is said where not."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from amity.imports import commands, queries
from amity.imports.models import HeldRow
from amity.imports.rules.canonical import SourceRow
from amity.imports.staging.options import Options
from amity.imports.tests.bringing import HARVEST, harvest_row
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry
from amity.timesheets.verify import verify
from tests.builders import MONDAY, acting, entry_changes, make_agency, make_person

DAYS = [date(2026, 11, 2) + timedelta(days=n) for n in range(2)]
ROW = some.tuples(
    some.sampled_from(DAYS), some.sampled_from(["Site", "Shop"]), some.sampled_from("AB"), some.integers(1, 3)
)
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


def act(by, what, number, batches):
    entries = list(Entry.objects.order_by("pk"))
    if what == "undo" and batches:
        commands.undo_batch(by=by, batch_id=batches.pop(), now=MONDAY)
    if not entries or what == "undo":
        return
    entry = entries[number % len(entries)]
    if what == "edit":
        said = entry_changes(hours="7:00", project=entry.project, on=entry.work_date, text=entry.text)
        timesheets.edit_entry(by=by, entry_id=entry.pk, version=entry.version, changes=said, now=MONDAY)
    else:
        timesheets.delete_entry(by=by, entry_id=entry.pk, version=entry.version, now=MONDAY)


def untouched_says_the_source():
    """Every entry nobody touched here says exactly what its source said last."""
    for held in HeldRow.objects.select_related("entry"):
        if held.entry and held.entry.version == held.entry_version:
            row = SourceRow.from_json(held.body)
            assert (held.entry.seconds, held.entry.text, held.entry.work_date) == (row.seconds, row.text, row.work_date)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(STEP, min_size=2, max_size=5))
def test_any_sequence_ends_with_the_hours_of_the_source_or_says_where_not(db, steps):
    from django.db import transaction

    with transaction.atomic():
        make_agency()
        by = acting(make_person("Fina", "finance"), "cli")
        batches: list[int] = []
        for what, said in steps:
            if what != "export":
                act(by, what, said, batches)
                continue
            batches.append(bring(by, said))
            report = queries.report(batches[-1])
            told = {"ambiguous", "conflict", "gone", "old_ambiguous"}
            speaks = sum(hours * 3600 for _day, _project, _text, hours in said)
            scope = {(day, project) for day, project, _text, _hours in said}
            here = sum(
                held.entry.seconds if held.entry else 0
                for held in HeldRow.objects.select_related("entry__project")
                if (held.work_date, held.body["project"]) in scope
            )
            touched = any(
                held.entry is None or held.entry.version != held.entry_version
                for held in HeldRow.objects.select_related("entry")
            )
            outside = (
                report.counts.get("unchanged", 0) + report.counts.get("created", 0) + report.counts.get("updated", 0)
            )
            assert report.counts["rows"] == len(said)
            assert outside + report.counts.get("ambiguous", 0) + report.counts.get("conflict", 0) == len(said)
            if not touched and not any(report.counts.get(name) for name in told):
                assert here == speaks
            untouched_says_the_source()
            assert verify().clean
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
