"""Fixtures for every test."""

import gc
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.rig.clock import NAME, chosen, travel

settings.register_profile("busy machine", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy machine")

pytest_plugins = [
    "tests.cast",
    "tests.matrix.fixtures",
    "tests.rig.at_once",
    "tests.rig.commands",
    "tests.rig.database",
    "tests.rig.disks",
    "tests.rig.instances",
    "tests.rig.marks",
    "tests.rig.memory",
    "tests.rig.browser",
    "tests.rig.identity_provider",
    "tests.rig.radicale",
    "tests.rig.mail_server",
    "tests.rig.readers",
    "tests.rig.real",
    "tests.rig.rendering",
    "tests.rig.statements",
    "tests.rig.choosing",
    "tests.rig.pseudo_locale",
    "tests.rig.translations",
]


@pytest.fixture(scope="session", autouse=True)
def clock() -> Iterator[None]:
    """Set the clock before the first test, its fixtures included. A test that needs another moment travels further."""
    with travel():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    """Search for no garbage while the tests are collected, which took a fifth of that time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of every later search for garbage, and search less often than every 700 objects.

    What is loaded stays to the end of the run. The searches took a twelfth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_report_header() -> str:
    """Name the moment, so that a failing run can be repeated."""
    return f"clock: {chosen().isoformat()} ({NAME})"
