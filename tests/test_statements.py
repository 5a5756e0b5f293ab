"""Which tests PostgreSQL runs: enough of them to send it each statement, twice if it depends on values."""

import json
import subprocess
import sys
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from amity.agency.models import Agency
from tests.rig.choosing import Plan, chosen
from tests.rig.statements import Recorder, Sent, may_reach_the_database, shape, times

SECONDS = {"a": 9.0, "b": 6.0, "c": 5.0, "d": 2.0}


def test_numbers_and_the_length_of_lists_make_no_other_statement():
    assert shape('SELECT "a" WHERE "id" IN (%s, %s, %s) LIMIT 21') == shape('SELECT "a" WHERE "id" IN (%s) LIMIT 1')
    assert shape('SELECT "a"') != shape('SELECT "b"')
    assert shape('INSERT INTO "a" VALUES (%s, %s), (%s, %s)') == shape('INSERT INTO "a" VALUES (%s, %s)')
    assert shape('INSERT INTO "a" VALUES (%s, NULL)') != shape('INSERT INTO "a" VALUES (%s, %s)')


def test_each_statement_is_sent_twice_where_two_tests_send_it():
    tests = {"a": Sent({1, 2}, 1), "b": Sent({1}, 1), "c": Sent({1}, 1), "d": Sent({3}, 1)}

    names = chosen(tests, [2] * 4)

    assert "a" in names, "only it sends statement 2"
    assert "d" in names, "only it sends statement 3"
    assert len(names & {"b", "c"}) == 1, "statement 1 is sent twice"


def test_a_statement_that_depends_on_no_value_is_sent_once():
    tests = {"a": Sent({0, 1}, 1), "b": Sent({0}, 1), "c": Sent({1}, 1)}

    assert chosen(tests, [1, 1]) == {"a"}
    assert chosen(tests, [1, 2]) == {"a", "c"}


@pytest.mark.parametrize(
    ("sql", "needed"),
    [
        ('SELECT "a"."id" FROM "a" WHERE ("a"."id" IN (%s) AND EXISTS(SELECT 0 FROM "b")) LIMIT 0', 1),
        ('SELECT COUNT(*) AS "__count" FROM "a"', 1),
        ('DELETE FROM "a" WHERE "a"."id" IN (%s)', 1),
        ('SELECT COALESCE(SUM("a"."cents"), %s) AS "sum" FROM "a"', 2),
        ('SELECT CAST("a"."word" AS integer) FROM "a"', 2),
        ('SELECT "a"."id" FROM "a" ORDER BY CASE WHEN "a"."x" THEN %s ELSE %s END', 2),
        ('INSERT INTO "a" ("id") VALUES (%s)', 2),
        ('UPDATE "a" SET "id" = %s', 2),
    ],
)
def test_what_writes_or_calculates_depends_on_values(sql, needed):
    assert times(sql) == needed


def test_the_quicker_of_two_tests_is_chosen():
    assert chosen({"slow": Sent({1}, 9), "slower": Sent({1}, 10), "quick": Sent({1}, 1), "none": Sent()}, [2, 2]) == {
        "quick", "slow",
    }  # fmt: skip


def test_a_test_that_starts_a_process_is_always_chosen():
    tests = {"quick": Sent({1}, 1), "other": Sent({1}, 1), "process": Sent(set(), 9, always_runs=True)}

    assert chosen(tests, [2, 2]) == {"quick", "other", "process"}


def test_a_test_that_others_make_needless_is_left_out_again():
    tests = {"early": Sent({1, 2, 3}, 1), "one": Sent({1, 2, 4}, 1.2), "other": Sent({3, 5}, 1.2)}

    assert chosen(tests, [1] * 6) == {"one", "other"}


def test_a_set_up_that_tests_share_is_counted_once():
    shared = {"scene": Sent({1, 2}, 9)}
    tests = {"a": Sent({3}, 1, shares=["scene"]), "b": Sent({4}, 1, shares=["scene"]), "c": Sent({3}, 4)}

    assert chosen(tests, [1] * 5, shared) == {"a", "b"}, "once the scene is there for b, a is quicker than c"


def test_a_set_up_and_all_of_its_tests_are_left_out_if_others_send_the_same():
    shared = {"scene": Sent({1, 2}, 9)}
    tests = {"a": Sent({3}, 0.01, shares=["scene"]), "b": Sent({1, 2}, 1), "c": Sent({3}, 1)}

    assert chosen(tests, [1] * 4, shared) == {"b", "c"}
    assert chosen(tests, [2] * 4, shared) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        ((), True),
        (("python", [], None, None), True),
        (("python", [], None, {"PATH": "/bin"}), False),
        (("python", [], None, {"PATH": "/bin", "AMITY_DATA": "/tmp"}), True),
        (("python", [], None, {"DATABASE_URL": "postgres://"}), True),
    ],
)
def test_a_process_reaches_the_database_unless_its_environment_names_none(given, reached):
    assert may_reach_the_database(given) == reached


@pytest.mark.parametrize("marks", [(), ("both",)])
def test_a_test_that_is_marked_runs_on_both_databases(tmp_path, marks):
    file, test = tmp_path / "statements.json", item("test_one.py", *marks)
    test.listchain, test.fixturenames = list, ()
    recorder = Recorder(file)
    running = recorder.pytest_runtest_protocol(test)
    next(running)
    with pytest.raises(StopIteration):
        running.send(None)
    recorder.pytest_sessionfinish()

    (sent,) = json.loads(file.read_text())["tests"].values()
    assert sent[2] == bool(marks)


@pytest.mark.django_db
def test_what_a_test_sends_is_recorded(request, tmp_path):
    file = tmp_path / "statements.json"
    recorder = Recorder(file)
    running = recorder.pytest_runtest_protocol(request.node)
    next(running)
    once: Any = SimpleNamespace(scope="module", argname="tmp_path")
    setting_up = recorder.pytest_fixture_setup(once, SimpleNamespace(node=request.node.parent))  # type: ignore[arg-type]
    next(setting_up)
    Agency.objects.count()
    with pytest.raises(StopIteration):
        setting_up.send(None)
    Agency.objects.filter(pk=1).exists()
    subprocess.run([sys.executable, "-c", ""], check=True)
    with pytest.raises(StopIteration):
        running.send(None)
    Agency.objects.exists()
    recorder.pytest_sessionfinish()

    recorded = json.loads(file.read_text())
    statements, seconds, always_runs, shares = recorded["tests"][request.node.nodeid]
    assert (len(statements), always_runs) == (1, True)
    assert (seconds > 0, recorded["needed"]) == (True, [1, 1])
    assert shares == [f"{request.node.parent.nodeid}::tmp_path"]
    assert len({*statements, *recorded["shared"][shares[0]][0]}) == 2


def item(name: str, *marks: str) -> Any:
    """Return a test as pytest collects it."""
    return SimpleNamespace(nodeid=name, get_closest_marker=lambda mark: mark in marks or None)


def recorded(tests: Mapping[str, list[object]], *files: str) -> dict[str, Any]:
    """Return the record of tests and of the files whose tests are all in it."""
    return {"needed": [1] * len(tests), "tests": tests, "shared": {}, "files": files}


def run_of(plan: Plan, *names: str) -> list[str]:
    """Return the names that are left of a collection."""
    left_out = plan.left_out([item(name) for name in names])
    return [name for name in names if name not in left_out]


def test_what_adds_nothing_is_left_out_and_what_is_not_recorded_runs():
    plan = Plan(recorded({"recorded": [[], 1.0, False, []]}))

    assert run_of(plan, "recorded", "new") == ["new"]


def test_three_thirds_run_what_is_chosen_once_and_take_about_as_long():
    tests: dict[str, Any] = {
        f"{name}::one": [[number], seconds, False, []] for number, (name, seconds) in enumerate(SECONDS.items())
    }
    tests["a::needless"] = [[0], 99.0, False, []]
    new = ["new::one", "newer::one", "newest::one", "other::one"]

    parts = [run_of(Plan(recorded(tests), third), *tests, *new) for third in (1, 2, 3)]

    assert parts == [
        ["a::one", "new::one", "other::one"],
        ["b::one", "newer::one"],
        ["c::one", "d::one", "newest::one"],
    ]


def test_a_file_without_a_chosen_test_is_not_collected():
    tests: dict[str, Any] = {"a::one": [[0, 1], 1.0, False, []], "b::one": [[1], 1.0, False, []]}

    assert Plan(recorded(tests, "a", "b", "pure")).needless == {"b", "pure"}
    assert Plan(recorded(tests, "a", "pure")).needless == {"pure"}, "b has tests that SQLite didn't run"


def test_a_chosen_test_that_is_not_collected_ends_the_run():
    with pytest.raises(pytest.UsageError, match="a::one"):
        Plan(recorded({"a::one": [[0], 1.0, False, []]})).left_out([item("b::one")])


def test_files_are_recorded_unless_tests_in_them_are_for_postgresql_alone(tmp_path):
    file = tmp_path / "statements.json"
    recorder = Recorder(file)
    recorder.pytest_deselected([item("a::one", "browser"), item("b::one"), item("b::other", "postgresql")])
    recorder.pytest_sessionfinish()

    assert json.loads(file.read_text())["files"] == ["a"]
