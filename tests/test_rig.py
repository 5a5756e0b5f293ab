"""The rig itself: what tests can rely on."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from amity.agency.models import Agency
from amity.shared.children.bounded import Bounds, Child, Stopped, call
from tests.builders import make_agency
from tests.rig.at_once import Answer, NotAtOnce, overlapped, results_at_once
from tests.rig.children import around
from tests.rig.clock import chosen
from tests.rig.database import Files
from tests.rig.memory import large_ranges
from tests.rig.ports import FIRST, LAST, free_port
from tests.rig.pseudo_locale import untranslated
from tests.rig.roomy import roomy

BOUNDS = Bounds(memory=400_000_000, seconds=1)
TRIES = pytest.StashKey[list[str]]()


def test_the_data_folder_of_tests_is_a_temporary_one():
    assert Path(os.environ["AMITY_DATA"]).name.startswith("amity-tests-")
    assert settings.ENVIRONMENT.data == Path(os.environ["AMITY_DATA"]).resolve()


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for():
    wanted = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"

    assert connection.vendor == wanted


def test_a_late_request_of_the_last_test_meets_nothing_of_the_next(tmp_path):
    template = tmp_path / "migrated.sqlite3"
    with closing(sqlite3.connect(template)) as made:
        made.executescript("PRAGMA journal_mode=WAL; CREATE TABLE noted (who TEXT)")
    copies = Files(template, tmp_path)
    first = copies.copy()
    late = sqlite3.connect(first)
    late.execute("INSERT INTO noted VALUES ('the last')")

    second = copies.copy()
    late.commit()

    assert late.execute("SELECT who FROM noted").fetchall() == [("the last",)]
    assert sqlite3.connect(second).execute("SELECT who FROM noted").fetchall() == []
    assert first != second
    assert not [*tmp_path.glob(f"{first.name}*")]


@pytest.mark.django_db
def test_a_test_with_a_database_is_not_pure(request):
    assert request.node.get_closest_marker("pure") is None


def test_a_test_without_a_database_is_pure(request):
    assert request.node.get_closest_marker("pure") is not None


def test_a_sentence_outside_gettext_is_found():
    page = '<h1>⟦Money⟧</h1><p>Not <b>translated</b></p><img alt="A bare picture">'

    assert untranslated(page, known=set()) == ["Not", "translated", "A bare picture"]


def test_names_numbers_dates_and_marked_words_need_no_translation():
    page = "<p>⟦Hello <b>you</b>⟧ Tannhof 12 EUR</p><time>9 May</time><td data-verbatim>Any word</td> 3 Sep 2026"

    assert untranslated(page, known={"Tannhof"}) == []


def test_the_clock_is_that_of_the_run_and_of_the_processes_it_starts(tmp_path):
    script = "from datetime import date; print(date.today())"
    ended = subprocess.run((sys.executable, "-c", script), env=around(tmp_path), capture_output=True, check=True)

    assert timezone.now().date() == chosen().date()
    assert ended.stdout.decode().strip() == chosen().date().isoformat()


def test_acts_one_after_the_other_did_not_overlap():
    apart = [Answer("won", 1.0, 2.0), Answer("told", 2.5, 3.0)]

    assert not overlapped(apart)
    assert overlapped([*apart, Answer("told", 1.5, 2.2)])


def test_acts_that_wait_for_each_other_are_seen_to_overlap():
    def act():
        time.sleep(0.2)
        return os.getpid()

    assert len(set(results_at_once(lambda: act, [()] * 3)) - {os.getpid()}) == 3


@pytest.mark.hammer
def test_acts_that_missed_each_other_are_tried_again(request):
    tries = request.node.stash.setdefault(TRIES, [])
    tries.append("try")

    if len(tries) == 1:
        raise NotAtOnce


def test_a_port_is_given_once():
    ports = [free_port() for _number in range(20)]

    assert len(set(ports)) == 20
    assert all(FIRST <= port <= LAST for port in ports)


def test_a_process_that_breaks_fails_its_test():
    with pytest.raises(EOFError):
        results_at_once(lambda: os._exit(1), [()] * 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(_time):
    assert not Agency.objects.exists()

    make_agency()


def test_of_a_file_the_first_test_of_pages_runs_on_both_databases(client, request):
    assert request.node.get_closest_marker("either") is None


def test_of_a_file_the_other_tests_of_pages_run_on_one_database(client, request):
    assert request.node.get_closest_marker("either") is not None


def test_whole_large_pages_of_data_are_found():
    maps = """
    00100000-00700000 rw-p 00000000 00:00 0    [heap]
    00800000-00a00000 rw-p 00000000 00:00 0
    00b00000-00d00000 rw-p 00000000 00:00 0
    00e00000-01000000 ---p 00000000 00:00 0
    01000000-01400000 r-xp 00000000 fe:00 12   /usr/bin/python3
    01800000-01c00000 rw-p 00000000 fe:00 12   /usr/bin/python3
    """

    assert list(large_ranges(maps.strip())) == [(0x200000, 0x600000), (0x800000, 0xA00000)]


def test_calls_within_a_roomy_one_take_no_new_block_of_the_stack():
    def deep(left):
        return deep(left - 1) if left else resource.getrusage(resource.RUSAGE_SELF).ru_minflt

    def faults():
        before = deep(0)
        return max(deep(left) for left in range(400)) - before

    assert roomy(faults)() < 500
    assert roomy(max)(3, 4) == 4


LOOKED = "('pytest' in __import__('sys').modules, __import__('os').getsid(0) == __import__('os').getpid())"


@pytest.mark.parametrize("started", ["forked", "fresh"])
def test_a_reader_of_a_file_has_nothing_of_the_tests_and_ends_as_amitys_own(request, started):
    if started == "fresh":
        request.getfixturevalue("fresh_readers")

    assert call("builtins:eval", LOOKED, bounds=BOUNDS) == (False, True)
    with Child("builtins:eval", "9", bounds=BOUNDS) as child:
        assert child.head == 9
    assert child._child.wait() == -signal.SIGKILL
    with pytest.raises(Stopped, match="memory"):
        call("builtins:eval", "'x' * 10 ** 9", bounds=BOUNDS)
    with pytest.raises(Stopped, match="time"):
        call("builtins:eval", "sum(range(10 ** 12))", bounds=BOUNDS)
    with pytest.raises(Stopped, match="crash"):
        call("os:abort", bounds=BOUNDS)
