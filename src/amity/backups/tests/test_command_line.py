"""`amity backup` and `amity restore` from the command line."""

import json

import pytest

from tests.rig.database import lay_tables

pytestmark = pytest.mark.sqlite


def test_an_instance_moves_to_an_empty_folder(django_db_setup, amity, tmp_path):
    lay_tables(tmp_path / "data")
    (tmp_path / "data" / "files").mkdir()
    made = amity(tmp_path / "data", "backup", tmp_path / "out", "--json")
    archive = json.loads(made.stdout)["path"]
    back = amity(tmp_path / "new", "restore", archive)
    again = amity(tmp_path / "new", "restore", archive)

    keys = {(tmp_path / place / "secret_key").read_text() for place in ("data", "new")}
    assert (made.returncode, back.returncode, len(keys)) == (0, 0, 1)
    assert (again.returncode, again.stderr.count("\n"), "--replace" in again.stderr) == (3, 1, True)


def test_a_backup_of_a_mistyped_folder_makes_none(amity, tmp_path):
    answer = amity(tmp_path / "typo", "backup")

    assert (answer.returncode, (tmp_path / "typo").exists()) == (1, False)
