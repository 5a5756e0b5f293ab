"""Long work makes collections of cycles rare, and leaves the process as it was."""

import gc

import pytest

from amity.shared.rare_collections import NEW_OBJECTS, rare_collections


@pytest.fixture(autouse=True)
def collector():
    """Begin as a new process does, and leave the collector of the test's own process as it was."""
    before, was_frozen = gc.get_threshold(), gc.get_freeze_count() > 0
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    if was_frozen:
        gc.freeze()


def collections_while(make) -> int:
    """Return how many collections of the youngest objects start while `make` runs."""
    started = []

    def count(phase, _info):
        if phase == "start":
            started.append(phase)

    gc.callbacks.append(count)
    try:
        make()
    finally:
        gc.callbacks.remove(count)
    return len(started)


def rows():
    return [[number] for number in range(NEW_OBJECTS // 2)]


def test_rows_start_no_collection():
    assert collections_while(rows) > 0

    with rare_collections():
        assert collections_while(rows) == 0


def test_what_exists_is_left_alone_meanwhile_and_released_afterwards():
    before = gc.get_threshold()

    with rare_collections():
        assert gc.get_freeze_count() > 0
        with rare_collections():
            pass
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] == NEW_OBJECTS

    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)


def test_a_fault_leaves_the_process_as_it_was():
    before = gc.get_threshold()

    with pytest.raises(ZeroDivisionError), rare_collections():
        raise ZeroDivisionError

    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)


def test_what_was_frozen_before_stays_frozen():
    gc.freeze()

    with rare_collections():
        pass

    assert gc.get_freeze_count() > 0
