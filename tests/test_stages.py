"""The stages of `make test`: what they count, and the order in which they start."""

import sys

from tests.rig.clock import DEFAULT, NAME
from tooling.run_tests import Stage, all_stages, run_all


def test_a_stage_that_collects_nothing_fails(tmp_path):
    counts = tmp_path / "counts.xml"
    counts.write_text("<testsuites><testsuite/></testsuites>")

    stage = Stage("empty", [sys.executable, "-c", "raise SystemExit(5)"], {}, counts).run()

    assert (stage.ok, stage.failed) == (False, 1)


def test_a_stage_counts_its_processor_time_with_that_of_its_children():
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    child = (
        f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])\nprint('ended')\nraise SystemExit(3)"
    )

    stage = Stage("busy", [sys.executable, "-c", child]).run()

    assert (stage.output, stage.code) == ("ended\n", 3)
    assert stage.processor >= 0.3


def test_a_stage_that_waits_for_another_keeps_no_core():
    first, second = (Stage(name, [sys.executable, "-c", ""]) for name in ("first", "second"))
    reads = Stage("reads", [sys.executable, "-c", ""], after=first)

    assert [stage.name for stage in run_all([reads, second, first], at_once=1)] == ["second", "first", "reads"]


def test_stages_that_mostly_wait_run_one_by_one_beside_the_others(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    busy = (
        f"import pathlib, time\nuntil = time.monotonic() + 20\n"
        f"while not pathlib.Path({str(second)!r}).exists(): assert time.monotonic() < until; time.sleep(0.01)"
    )
    waits = f"import pathlib\npathlib.Path({str(first)!r}).touch()"
    waits_too = f"import pathlib\nassert pathlib.Path({str(first)!r}).exists()\npathlib.Path({str(second)!r}).touch()"
    stages = [
        Stage("busy", [sys.executable, "-c", busy]),
        Stage("waits", [sys.executable, "-c", waits], mostly_waits=True),
        Stage("waits too", [sys.executable, "-c", waits_too], mostly_waits=True),
    ]

    ended = [(stage.name, stage.ok) for stage in run_all(stages, at_once=1)]

    assert sorted(ended) == [("busy", True), ("waits", True), ("waits too", True)]
    assert ended[0][0] == "waits"


def test_a_run_on_another_date_leaves_the_browser_on_its_own(tmp_path):
    dates = {stage.name: stage.environment.get(NAME) for stage in all_stages(tmp_path, None, 1, "2028-06-01")}

    assert (dates["sqlite"], dates["browser"]) == ("2028-06-01", DEFAULT.isoformat())
