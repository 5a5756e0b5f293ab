"""A short-lived child makes texts for this process and all that are forked later."""

import os
import select
import time
from functools import partial
from pathlib import Path

from amity.shared.children.forked import ForkedTexts
from tests.rig.forks import exit_code, fork


def _numbered(name: str) -> str:
    if name == "broken":
        raise ValueError(name)
    return f"{name}: {'ä' * 100_000}"


def _made_when(there: Path, name: str) -> str:
    while not there.exists():
        time.sleep(0.01)
    return name


def _reads_all(texts: ForkedTexts) -> int:
    return 0 if [texts.get("one"), texts.get("two")] == [_numbered("one"), _numbered("two")] else 1


def test_every_process_forked_later_reads_the_texts():
    texts = ForkedTexts(["one", "two"], _numbered)

    processes = [fork(partial(_reads_all, texts)) for _number in range(2)]

    assert [exit_code(process) for process in processes] == [0, 0]
    assert _reads_all(texts) == 0


def test_a_text_that_could_not_be_made_is_missing():
    texts = ForkedTexts(["one", "broken", "two"], _numbered)

    assert [texts.get(name) is None for name in ("one", "broken", "two", "unknown")] == [False, True, True, True]


def test_the_child_holds_no_file_of_its_parent(tmp_path):
    reading, writing = os.pipe()
    texts = ForkedTexts(["slow"], partial(_made_when, tmp_path / "may end"))
    os.close(writing)

    closed_everywhere, _writable, _faults = select.select([reading], [], [], 10)
    (tmp_path / "may end").touch()

    assert closed_everywhere
    assert texts.get("slow") == "slow"
    os.close(reading)
