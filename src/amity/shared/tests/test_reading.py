"""A value is read once in a reading block, and each time outside it."""

from itertools import count

from amity.shared.caches.reading import read_once, reading, reading_on


def test_inside_a_block_a_key_is_read_once():
    numbers = count(1)
    with reading():
        found = [read_once("a", numbers.__next__), read_once("a", numbers.__next__), read_once("b", numbers.__next__)]

    assert found == [1, 1, 2]


def test_outside_and_in_the_next_block_it_is_read_again():
    numbers = count(1)
    found = [read_once("a", numbers.__next__), read_once("a", numbers.__next__)]
    for _block in range(2):
        with reading():
            found.append(read_once("a", numbers.__next__))

    assert found == [1, 2, 3, 4]


def test_a_block_begins_with_what_is_known():
    with reading({"a": "known"}):
        assert read_once("a", str) == "known"


def test_reading_on_keeps_to_the_open_block_and_opens_one_where_there_is_none():
    numbers = count(1)
    with reading_on():
        first = [read_once("a", numbers.__next__)]
        with reading_on():
            first.append(read_once("a", numbers.__next__))
    with reading_on():
        second = read_once("a", numbers.__next__)

    assert (first, second) == ([1, 1], 2)
