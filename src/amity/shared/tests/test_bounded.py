"""A function in a child process: its rows come back, and whatever happens to it is an exception here."""

import os
import resource
import signal
import time
from itertools import islice

import pytest

from amity.shared.children.bounded import Bounds, Child, Fault, Stopped, call
from amity.shared.children.child import Fault as ChildFault
from amity.shared.children.child import Stream

pytestmark = pytest.mark.usefixtures("fresh_readers")
HERE = __name__
BOUNDS = Bounds(memory=400_000_000, seconds=5)


def numbers(many, fault_at=None):
    def rows():
        for number in range(many):
            if number == fault_at:
                raise ChildFault(f"row {number}")
            yield number, "x" * 50

    return Stream({"many": many}, rows)


def counted():
    return Stream("counted", lambda first=0, *more: iter([first, *more]))


def abort():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.abort()


def eat():
    return "x" * 10**9


def sleep():
    time.sleep(60)


def spin():
    while True:
        pass


def surroundings():
    return dict(os.environ)


def test_rows_come_back_in_their_order_and_from_the_start_each_time():
    with Child(f"{HERE}:numbers", 20_000, bounds=BOUNDS) as child:
        assert child.head == {"many": 20_000}
        assert [number for number, _text in islice(child.rows(), 3)] == [0, 1, 2]
        assert sum(number for number, _text in child.rows()) == sum(range(20_000))


def test_each_call_asks_for_rows_with_its_own_arguments():
    with Child(f"{HERE}:counted", bounds=BOUNDS) as child:
        assert list(child.rows(7, "x" * 200_000)) == [7, "x" * 200_000]
        assert list(child.rows()) == [0]


def test_rows_before_a_fault_come_first():
    with Child(f"{HERE}:numbers", 100, 70, bounds=BOUNDS) as child:
        rows = child.rows()
        assert [number for number, _text in islice(rows, 70)] == list(range(70))
        with pytest.raises(Fault) as fault:
            next(rows)
        assert fault.value.payload == "row 70"
        assert len(list(islice(child.rows(), 5))) == 5


@pytest.mark.parametrize(
    ("act", "why"), [("abort", "crash"), ("eat", "memory"), ("sleep", "time"), ("spin", "time"), ("missing", "crash")]
)
def test_a_child_that_ends_early_says_why(act, why):
    began = time.monotonic()
    with pytest.raises(Stopped) as stopped:
        call(f"{HERE}:{act}", bounds=Bounds(memory=400_000_000, seconds=1))

    assert stopped.value.why == why
    assert time.monotonic() - began < 20


def test_no_secret_of_this_process_reaches_the_child(monkeypatch):
    monkeypatch.setenv("AMITY_SECRET_KEY", "s3cret")

    assert "AMITY_SECRET_KEY" not in call(f"{HERE}:surroundings", bounds=BOUNDS)


def test_a_child_is_gone_after_its_block():
    with Child(f"{HERE}:numbers", 10**9, bounds=BOUNDS) as child:
        next(child.rows())
        number = child._child.pid

    with pytest.raises(ProcessLookupError):
        os.kill(number, signal.SIG_DFL)
