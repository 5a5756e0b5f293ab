"""A stage written by an earlier version is read like a current one."""

import json
import sqlite3

import pytest

from amity.imports.stage.stage import stage_of, stage_path

WIDE = """
CREATE TABLE row (
    number INTEGER PRIMARY KEY, person_key TEXT, client_key TEXT, project_key TEXT, task_key TEXT, work_date TEXT,
    seconds INTEGER, body TEXT, cells TEXT,
    fate TEXT DEFAULT '', held INTEGER, changed TEXT DEFAULT '', reasons TEXT DEFAULT '[]'
);
CREATE INDEX row_by_day ON row (person_key, work_date, number);
"""


@pytest.fixture
def older(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    stage_path(1).parent.mkdir(parents=True)
    with sqlite3.connect(stage_path(1)) as stage:
        stage.executescript(WIDE)
        body = {"work_date": "2026-11-02", "person": "Tim", "client": "Osprey", "project": "Site", "task": "Design",
                "seconds": 3600, "text": "Work"}  # fmt: skip
        keys = ("tim", "osprey", "osprey\x1fsite", "osprey\x1fsite\x1fdesign", "2026-11-02", 3600)
        insert = (
            "INSERT INTO row (number, person_key, client_key, project_key, task_key, work_date, seconds, body, fate)"
        )
        stage.execute(f"{insert} VALUES (1, ?, ?, ?, ?, ?, ?, ?, 'created')", (*keys, json.dumps(body)))
        stage.execute("INSERT INTO row (number, cells, fate) VALUES (2, '[\"x\"]', 'rejected')")


def test_rows_of_an_older_stage_keep_their_fates_words_and_keys(older):
    with stage_of(1) as stage:
        rows, coming, counts = stage.rows(), stage.to_apply(0, 10), stage.counts()
        keys = stage.keys_of({row.frame for row in coming})

    assert [(row.fate, row.row.text if row.row else row.cells) for row in rows] == [
        ("created", "Work"), ("rejected", ["x"]),
    ]  # fmt: skip
    assert [(row.number, keys[row.frame].task) for row in coming] == [(1, "osprey\x1fsite\x1fdesign")]
    assert (counts["created"], counts["rejected"], counts["tracked_seconds"]) == (1, 1, 3600)
