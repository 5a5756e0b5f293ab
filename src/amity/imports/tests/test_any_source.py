"""Any sources with the same rows, in any order: the hours stay those of the rows, unless a person chose otherwise."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from amity.imports import commands
from amity.imports.source_file.options import Options
from amity.imports.tests.bringing import HARVEST, harvest_row
from amity.timesheets.models import Entry
from tests.builders import MONDAY, acting, make_account, make_agency, make_entry, make_person, make_project

DAYS = [date(2026, 11, 2) + timedelta(days=n) for n in range(2)]
ROWS = some.lists(
    some.tuples(
        some.sampled_from(DAYS), some.sampled_from(["Site", "Shop"]), some.sampled_from(["A", "B", ""]),
        some.integers(1, 2),
    ),
    min_size=1, max_size=6,
)  # fmt: skip
SHAPES = {
    "harvest": ("harvest", {}),
    "csv": ("csv", {}),
    "csv without text": ("csv", {"text": ""}),
    "csv without project": ("csv", {"project": ""}),
    "csv without client": ("csv", {"client": ""}),
}
SEQUENCE = some.lists(some.sampled_from(sorted(SHAPES)), min_size=2, max_size=4)


def log_by_hand(rows):
    tim = make_person("Tim Berg")
    osprey = make_account("Osprey")
    projects = {name: make_project(osprey, team=[tim], name=name) for name in ("Site", "Shop")}
    for day, project, text, hours in rows:
        make_entry(by=tim, project=projects[project], on=day, hours=f"{hours}:00", text=text)


def bring(by, content, shape, duplicates=""):
    tool, columns = SHAPES[shape]
    options = Options(create_missing=True, columns=columns, duplicates=duplicates)
    batch = commands.bring_file(by=by, tool=tool, name="x.csv", chunks=[content], options=options, now=MONDAY)
    commands.read_batch(by=by, batch_id=batch.pk)
    commands.begin_batch(by=by, batch_id=batch.pk, now=MONDAY)
    return commands.apply_batch(by=by, batch_id=batch.pk, now=MONDAY).pk


def file_of(rows):
    cells = (harvest_row(str(day), str(hours), text, project=project) for day, project, text, hours in rows)
    return (HARVEST + "".join(cells)).encode()


def hours():
    return (Entry.objects.aggregate(all=Sum("seconds"))["all"] or 0) // 3600


@pytest.mark.django_db
@settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS, sequence=SEQUENCE, by_hand=some.integers(0, 3))
def test_the_same_rows_from_any_sources_are_counted_once(db, rows, sequence, by_hand):
    with transaction.atomic():
        make_agency()
        by = acting(make_person("Fina", "finance"), "cli")
        log_by_hand(rows[:by_hand])
        content, own = file_of(rows), []
        if by_hand:  # typed entries are compared by text, so a layout without texts has too little to compare
            sequence = [shape for shape in sequence if shape in ("harvest", "csv", "csv without client")] or ["csv"]
        for shape in sequence:
            own.append(bring(by, content, shape))
            assert hours() == sum(row[3] for row in rows)
        for batch in reversed(own):
            commands.undo_batch(by=by, batch_id=batch, now=MONDAY)
        assert hours() == sum(row[3] for row in rows[:by_hand])
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS, other=some.randoms(use_true_random=False), anyway=some.booleans())
def test_rows_in_another_order_are_counted_again_only_when_asked(db, rows, other, anyway):
    with transaction.atomic():
        make_agency()
        by = acting(make_person("Fina", "finance"), "cli")
        bring(by, file_of(rows), "harvest")
        again = list(rows)
        other.shuffle(again)
        bring(by, file_of(again) + b"\n", "csv", duplicates="import" if anyway else "")

        assert hours() == sum(row[3] for row in rows) * (2 if anyway else 1)
        transaction.set_rollback(True)
