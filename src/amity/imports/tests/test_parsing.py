"""Rows as the reader's process passes them on: every one of them, with the sums of the frames they belong to."""

import json
from io import BytesIO

import pytest

from amity.imports.readers.open_table import open_table
from amity.imports.source_file.options import Options
from amity.imports.source_file.parsing import parsed
from amity.imports.stage import frames
from amity.imports.tests.bringing import HARVEST, harvest_row
from amity.imports.tools.rules import harvest


def parts_of(*rows):
    with open_table(BytesIO((HARVEST + "".join(rows)).encode())) as table:
        return list(parsed(table, harvest.recognise(table.headers), Options(currency="EUR")))


def rows_in(parts):
    return [row for part in parts for row in part.rows]


def bodies_in(parts):
    joined = frames.Bodies()
    return [body for part in parts for body in joined.of(part)]


@pytest.mark.parametrize("many", [0, 1, 100, 101, 250])
def test_no_row_is_lost_between_two_parts(many):
    (records, question), *parts = parts_of(*(harvest_row(hours="1", text=f"Row {n}") for n in range(many)))

    assert (records, question) == (many, None)
    assert [row[0] for row in rows_in(parts)] == list(range(1, many + 1))
    assert [number for number, _text, _cells in bodies_in(parts)] == list(range(1, many + 1))
    assert max((len(part.rows) for part in parts), default=0) <= 100


def test_frames_that_left_memory_keep_their_rows_and_seconds(monkeypatch):
    monkeypatch.setattr(frames, "MOST_FRAMES", 2)
    _seen, *parts = parts_of(*(harvest_row(task=f"Task {n % 5}") for n in range(230)))

    written = [frame for part in parts for frame in part.frames]
    by_id = {frame[0]: frame[7] for frame in written}
    assert len(by_id) == len(written) > 5
    assert all(sum(row[1] == frame for row in rows_in(parts)) == count for frame, count in by_id.items())
    assert sum(frame[8] for frame in written) == 230 * 3600
    assert [json.loads(text)["task"] for _number, text, _cells in bodies_in(parts)] == [
        f"Task {n % 5}" for n in range(230)
    ]


def test_a_row_that_cannot_be_read_keeps_its_cells_in_its_place():
    _seen, *parts = parts_of(harvest_row(text="One"), harvest_row(hours="many", text="Two"), harvest_row(text="Three"))

    _first, second, third = bodies_in(parts)
    assert (second[:2], json.loads(second[2])[5]) == ((2, None), "Two")
    assert (third[0], json.loads(third[1])["text"], third[2]) == (3, "Three", None)


def test_a_project_gets_its_first_descriptions_and_no_more():
    *_rest, last = parts_of(*(harvest_row(text=f"Row {n}" if n else "") for n in range(40)))

    assert list(last.texts.values()) == [[f"Row {n}" for n in range(1, 13)]]


def test_a_date_that_can_be_read_in_two_ways_stops_before_the_first_row():
    (records, question), *parts = parts_of(harvest_row(day="03/04/2026"))

    assert (records, question.code, parts) == (1, "date_order_open", [])
