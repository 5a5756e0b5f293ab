"""Small disks, to fill one up. Tests marked `small_disk` get them without root, each in a process of its own.

Only root may mount a disk, but everyone is root in a user namespace of their own, if the kernel allows any.
"""

import ctypes
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.rig.forks import CONTEXT, exit_code, fork

NEW_MOUNTS, NEW_USERS = 0x00020000, 0x10000000
NO_NAMESPACE = 7


@contextmanager
def disk_of(folder: Path, size: str) -> Iterator[Path]:
    """Mount a disk of this size, in memory, on a new folder. Skips a test if nothing here may mount one."""
    folder.mkdir()
    if not may_mount():
        pytest.skip("neither root nor a user namespace may mount a disk here")
    _mount(folder, size).check_returncode()
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@cache
def may_mount() -> bool:
    """Return whether this process may mount a disk."""
    with tempfile.TemporaryDirectory(prefix="amity-disk-") as folder:
        mounted = _mount(Path(folder), "64k").returncode == 0
        if mounted:
            subprocess.run(["umount", folder], check=True)
    return mounted


def _mount(folder: Path, size: str) -> "subprocess.CompletedProcess[bytes]":
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(words, capture_output=True, check=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run a test that needs a small disk in a user namespace, if this process may not mount one."""
    if item.get_closest_marker("small_disk") is None or may_mount():
        return None
    here, there = CONTEXT.Pipe(duplex=False)
    process = fork(_run_apart, item, nextitem, there)
    there.close()
    reports = here.recv() if here.poll(None) else []
    code = exit_code(process)
    if code == NO_NAMESPACE:
        return None
    assert code == 0, f"the process of {item.nodeid} ended with {code}"
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in reports:
        item.ihook.pytest_runtest_logreport(
            report=item.config.hook.pytest_report_from_serializable(config=item.config, data=report)
        )
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    item.session._setupstate.teardown_exact(nextitem)
    return True


def _run_apart(item: pytest.Item, nextitem: pytest.Item | None, line: Connection) -> int:
    if not enter_namespace():
        line.send([])
        return NO_NAMESPACE
    may_mount.cache_clear()
    assert may_mount(), "root of a user namespace can't mount a disk in memory"
    reports: list[Any] = [
        item.config.hook.pytest_report_to_serializable(config=item.config, report=report)
        for report in runtestprotocol(item, nextitem=nextitem, log=False)
    ]
    line.send(reports)
    return 0


def enter_namespace() -> bool:
    """Make this process root in a user namespace, with mounts that no one else sees. Return False if it may not."""
    user, group = os.geteuid(), os.getegid()
    if ctypes.CDLL(None).unshare(NEW_USERS | NEW_MOUNTS):
        return False
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
        Path(f"/proc/self/{name}").write_text(text)
    return True
