"""Matching of rows for sources without ids."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.imports.comparison.rules import Fate, Held, Incoming, Outcome, Scope, pair, pair_day
from amity.imports.time_rows.rules.canonical import SourceRow

DAY = date(2026, 3, 2)


def row(hours: float = 1, text: str = "a", project: str = "Site", **more: object) -> SourceRow:
    given = {"work_date": DAY, "person": "Mara", "client": "Acme", "task": "", **more}
    return SourceRow(project=project, seconds=int(hours * 3600), text=text, **given)  # type: ignore[arg-type]


def scope_of(rows: list[SourceRow], *, complete: bool = True) -> Scope:
    """Return the scope of a file with these rows."""
    people, projects = ({getattr(one, key) for one in rows} for key in ("person_key", "project_key"))
    days = [one.work_date for one in rows]
    return Scope(frozenset(people), frozenset(projects), min(days), max(days), complete)


def outcomes(new: list[SourceRow], old: list[SourceRow | Held], scope: Scope | None = None) -> list[Outcome]:
    held = [item if isinstance(item, Held) else Held(key, item) for key, item in enumerate(old, start=1)]
    incoming = [Incoming(number, item) for number, item in enumerate(new, start=1)]
    return pair_day(incoming, held, scope or scope_of([*new, *(item.row for item in held)]))


def fates(*args: object) -> list[str]:
    return sorted(outcome.fate for outcome in outcomes(*args))  # type: ignore[arg-type]


def test_the_same_rows_again_change_nothing():
    assert fates([row(), row(), row(2)], [row(), row(), row(2)]) == ["unchanged"] * 3


def test_equal_rows_pair_off_by_count():
    assert fates([row(), row()], [row(), row(), row()]) == ["gone", "unchanged", "unchanged"]
    assert fates([row(), row()], [row()]) == ["created", "unchanged"]


def test_a_sole_rest_on_each_side_is_an_update_that_says_what_changed():
    (outcome,) = outcomes([row(2, "b")], [row(1, "a")])

    assert (outcome.fate, outcome.changed) == (Fate.UPDATED, ("seconds", "text"))


def test_a_changed_price_of_an_equal_row_is_an_update():
    (outcome,) = outcomes([row(value=200)], [row(value=100)])

    assert (outcome.fate, outcome.changed) == (Fate.UPDATED, ("value",))


def test_several_rests_are_ambiguous_and_say_so():
    assert fates([row(3), row(4)], [row(1, "x"), row(2, "y")]) == ["ambiguous"] * 4


def test_a_recoded_project_is_the_same_row():
    (outcome, other) = outcomes([row(1, "a", "New"), row(5, "z")], [row(1, "a", "Site"), row(5, "z")])[::-1]

    assert {outcome.fate, other.fate} == {Fate.UPDATED, Fate.UNCHANGED}


def test_a_corrected_line_code_is_the_same_row():
    new = [row(1, "AVH21 - x", bare="x"), row(2, "AVH21 - y", bare="y")]
    old = [row(1, "AHV21 - x", bare="x"), row(2, "AHV21 - y", bare="y")]

    assert fates(new, old) == ["updated", "updated"]


def test_local_edits_stay_while_the_source_is_unchanged():
    assert fates([row()], [Held(1, row(), edited=True)]) == ["unchanged"]
    assert fates([row()], [Held(1, row(), deleted=True)]) == ["unchanged"]


def test_changed_on_both_sides_is_a_conflict():
    (outcome,) = outcomes([row(2)], [Held(1, row(), edited=True)])

    assert outcome.fate is Fate.CONFLICT
    assert outcome.reason
    assert outcome.reason.code == "changed_on_both_sides"


def test_a_change_in_a_locked_month_is_named_and_not_made():
    (outcome,) = outcomes([row(2)], [Held(1, row(), locked=True)])

    assert outcome.fate is Fate.LOCKED
    assert outcome.reason
    assert outcome.reason["month"] == "2026-03"


def test_an_export_of_one_project_says_nothing_about_the_others():
    new = [row(1, "Standup", "Site")]
    found = outcomes(new, [row(1, "Standup", "App")], scope_of(new))

    assert [outcome.fate for outcome in found] == [Fate.CREATED]
    assert found[0].reason
    assert found[0].reason.code == "perhaps_moved"


def test_mended_rows_brought_again_only_add():
    new = [row(3, "mended")]
    found = outcomes(new, [row(1, "a")], scope_of(new, complete=False))

    assert [outcome.fate for outcome in found] == [Fate.CREATED]


def test_days_without_rows_in_the_file_are_gone_inside_its_span_only():
    new = [row(work_date=date(2026, 3, 1)), row(work_date=date(2026, 3, 9))]
    old = [row(work_date=date(2026, 3, day)) for day in (1, 5, 9, 20)]

    found = list(pair(map(Incoming, (1, 2), new), map(Held, (1, 2, 3, 4), old), scope_of(new)))

    gone = [outcome.held.key for outcome in found if outcome.fate is Fate.GONE and outcome.held]
    assert gone == [2]
    assert len(found) == 3


@dataclass
class Entry:
    """The model of one imported row: its last imported values, its hours here, and whether it still exists."""

    row: SourceRow
    seconds: int
    edited: bool = False
    deleted: bool = False


class Agency:
    """A model of everything: an edited source, edited entries, and imports between them."""

    def __init__(self) -> None:
        self.source: list[SourceRow] = []
        self.entries: dict[int, Entry] = {}

    def bring(self) -> list[Outcome]:
        """Import the source and apply what can be applied. Afterwards the hours agree, or differences are reported."""
        if not self.source:
            return []
        scope = scope_of(self.source)
        incoming = sorted(map(Incoming, range(len(self.source)), self.source), key=lambda item: item.row.work_date)
        held = [Held(key, one.row, one.edited, one.deleted) for key, one in self.entries.items()]
        found = list(pair(incoming, sorted(held, key=lambda item: item.row.work_date), scope))
        for outcome in found:
            if outcome.fate is Fate.CREATED and outcome.incoming:
                new = outcome.incoming.row
                self.entries[len(self.entries) + 1] = Entry(new, new.seconds)
            elif outcome.fate is Fate.UPDATED and outcome.incoming and outcome.held:
                new = outcome.incoming.row
                self.entries[outcome.held.key] = Entry(new, new.seconds)
        self.check(found, scope, {item.key for item in held})
        return found

    def check(self, found: list[Outcome], scope: Scope, before: set[int]) -> None:
        """Check that every row has one outcome, and that hours here = hours there + reported differences."""
        assert sorted(one.incoming.number for one in found if one.incoming) == list(range(len(self.source)))
        seen = [one.held.key for one in found if one.held]
        assert len(seen) == len(set(seen))
        named = 0
        for one in found:
            here = self.entries[one.held.key] if one.held else None
            hours_here = here.seconds if here and not here.deleted else 0
            if one.fate in (Fate.AMBIGUOUS, Fate.GONE):
                named += hours_here - (one.incoming.row.seconds if one.incoming else 0)
            elif here and (here.edited or here.deleted) and one.incoming:
                named += hours_here - one.incoming.row.seconds
        silent = [self.entries[key] for key in before - set(seen)]
        assert all(one.deleted or not scope.speaks_of(one.row) for one in silent)
        outside = sum(one.seconds for one in silent if not one.deleted)
        here_in_all = sum(one.seconds for one in self.entries.values() if not one.deleted)
        assert here_in_all == sum(one.seconds for one in self.source) + named + outside


ROWS = st.builds(
    row,
    hours=st.sampled_from([1, 2, 3]),
    text=st.sampled_from(["a", "b", ""]),
    project=st.sampled_from(["Site", "App"]),
    work_date=st.sampled_from([date(2026, 3, 2), date(2026, 3, 3)]),
    value=st.sampled_from([None, 100]),
)
STEPS = st.one_of(
    st.tuples(st.just("add"), ROWS),
    st.tuples(
        st.just("change"), st.integers(0, 9), st.sampled_from(["seconds", "text", "project", "value", "date"]), ROWS
    ),
    st.tuples(st.just("drop"), st.integers(0, 9)),
    st.tuples(st.just("edit here"), st.integers(0, 9)),
    st.tuples(st.just("delete here"), st.integers(0, 9)),
    st.tuples(st.just("import")),
)


def take(agency: Agency, step: tuple[Any, ...]) -> None:
    """Take one step of someone's work with two tools."""
    what, *rest = step
    if what == "add":
        agency.source.append(rest[0])
    elif what == "import":
        agency.bring()
    elif what in ("change", "drop") and agency.source:
        place = rest[0] % len(agency.source)
        if what == "drop":
            agency.source.pop(place)
        else:
            name = "work_date" if rest[1] == "date" else rest[1]
            agency.source[place] = replace(agency.source[place], **{name: getattr(rest[2], name)})
    elif agency.entries and what.endswith("here"):
        entry = agency.entries[rest[0] % len(agency.entries) + 1]
        entry.edited = entry.edited or what == "edit here"
        entry.deleted = entry.deleted or what == "delete here"
        entry.seconds += 60 if what == "edit here" else 0


@settings(max_examples=300, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_any_sequence_of_exports_edits_and_imports_ends_with_the_sources_hours_or_says_where_not(steps):
    agency = Agency()
    for step in steps:
        take(agency, step)

    agency.bring()


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=20))
def test_bringing_the_same_file_again_creates_nothing_and_changes_nothing_that_was_clear(steps):
    agency = Agency()
    for step in steps:
        take(agency, step)
    first = agency.bring()

    again = agency.bring()

    assert Fate.CREATED not in {outcome.fate for outcome in again}
    if Fate.AMBIGUOUS not in {outcome.fate for outcome in first}:
        assert Fate.UPDATED not in {outcome.fate for outcome in again}


@given(st.lists(ROWS, max_size=6), st.randoms())
def test_the_order_of_rows_in_a_file_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))

    assert {one.fate for one in outcomes(shuffled, list(rows))} <= {Fate.UNCHANGED} if rows else True


@pytest.mark.parametrize("copies", [1, 2, 5])
def test_a_copy_deleted_here_pairs_only_with_a_surplus_one(copies):
    held = [Held(1, row(), deleted=True), *(Held(key, row()) for key in range(2, copies + 2))]

    found = outcomes([row()] * copies, held)  # type: ignore[arg-type]

    assert [one.fate for one in found] == [Fate.UNCHANGED] * copies
    assert 1 not in {one.held.key for one in found if one.held}


def test_one_new_row_and_several_old_ones_are_ambiguous_too():
    assert fates([row(3)], [row(1, "x"), row(2, "y")]) == ["ambiguous"] * 3


def test_a_changed_payload_goes_to_the_copy_that_is_still_here():
    held = [Held(1, row(value=100), deleted=True), Held(2, row(value=100))]

    (outcome,) = outcomes([row(value=200)], held)  # type: ignore[arg-type]

    assert outcome.held
    assert (outcome.held.key, outcome.fate) == (2, Fate.UPDATED)
