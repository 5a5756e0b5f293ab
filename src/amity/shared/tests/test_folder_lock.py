"""One way of locking: who uses a data folder, who needs it alone, and which server has it."""

import os
from pathlib import Path

import pytest

import amity
from amity.shared import file_lock, folder_lock
from amity.shared.errors import Refused

SOURCE = Path(amity.__file__).parent


def test_those_who_use_a_folder_share_it_and_keep_out_who_needs_it_alone(tmp_path):
    users = [folder_lock.use(tmp_path), folder_lock.use(tmp_path)]
    with pytest.raises(folder_lock.Running), folder_lock.use_alone(tmp_path):
        pass
    for user in users:
        os.close(user)

    with folder_lock.use_alone(tmp_path), pytest.raises(folder_lock.Running), folder_lock.use_alone(tmp_path):
        pass
    assert (tmp_path / folder_lock.RUNNING).stat().st_mode & 0o777 == 0o600


@pytest.mark.sqlite
def test_a_folder_has_one_server_and_its_children_inherit_the_lock(tmp_path, db):
    server = folder_lock.use_as_server(tmp_path)
    assert server is not None
    assert os.get_inheritable(server)
    with pytest.raises(Refused, match="Another server"):
        folder_lock.use_as_server(tmp_path)
    os.close(server)

    next_one = folder_lock.use_as_server(tmp_path)
    assert next_one is not None
    os.close(next_one)


@pytest.mark.postgresql
def test_several_servers_may_use_postgresql(tmp_path, db):
    assert folder_lock.use_as_server(tmp_path) is None


def test_no_other_module_locks_files():
    locking = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts and "fcntl" in path.read_text()]

    assert locking == [Path(file_lock.__file__)]
